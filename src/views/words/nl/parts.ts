/** Of the parts that screens are made of. */
export const parts = {
  back: "Terug",
  cancel: "Annuleren",
  save: "Bewaar",
  somethingWrong: "Er ging iets niet goed",
  minutes: (count: number) => (count === 1 ? "1 minuut" : `${count} minuten`),
  /** "lokaal 12"; a room that has a name of its own ("Speellokaal", "Aula") is called so. */
  room: (room: string) => (/^\p{L}{3}/u.test(room) ? room : `lokaal ${room}`),
  pages: {
    name: "Pagina’s",
    shown: (from: string, until: string, total: string) => `${from} tot en met ${until} van ${total}`,
    previous: "Vorige",
    next: "Volgende",
  },
  meanwhile: {
    title: "Iemand anders was net eerder",
    done: "Dit veranderde intussen:",
    now: "Nu staat er:",
    again:
      "Jouw wijziging is nog niet bewaard. Wat je invulde, staat er nog. Klopt het nog? Doe het dan opnieuw.",
    same: "Er is intussen iets gewijzigd, maar wat jij hebt ingevuld staat er al. Je hoeft niets te doen.",
    empty: "niets ingevuld",
  },
}
