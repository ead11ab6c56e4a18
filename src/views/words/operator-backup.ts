/** What is in a school, in numbers. */
type Counts = {
  pupils: number
  households: number
  staff: number
  rounds: number
  bookings: number
  lastAt: string | null
}

export const inAmsterdam = (moment: Temporal.Instant) =>
  moment
    .toZonedDateTimeISO("Europe/Amsterdam")
    .toPlainDateTime()
    .toString({ smallestUnit: "second" })
    .replace("T", " ")

const kinds = [
  ["leerlingen", "pupils"],
  ["gezinnen", "households"],
  ["medewerkers", "staff"],
  ["gespreksrondes", "rounds"],
  ["afspraken", "bookings"],
] as const

/** How far it is. `at`: schools that are done; `part`: what share of the bytes they were, because schools differ a hundredfold. */
type Progress = { at: number; of: number; part: number }

const bar = ({ at, of, part }: Progress) => {
  const full = Math.round(20 * part)
  return `[${"█".repeat(full)}${"·".repeat(20 - full)}] ${at}/${of}`
}

const megabytes = (bytes: number) => (bytes > 0 ? ` (nu ${Math.max(1, Math.round(bytes / 1e6))} MB)` : "")

/** What the commands that bring back a backup say. Only in Dutch, as all of the operator's command line. */
export const operatorBackup = {
  help: `bin/tienminuten restore <school> | --all | --control   [--at <moment>] [--yes]
    Haalt een school, alle scholen of het register terug uit de back-up. Zonder --yes wordt alleen getoond wat er terug zou komen.
    Een school is haar adres, of haar nummer uit het logboek van de dienst.
    --at "2026-11-12 14:00"   zoals het toen was (tijd in Amsterdam)
    --file <bestand>          uit een bestand dat in aside staat, in plaats van uit de back-up
bin/tienminuten backup
    Waar de back-up staat, en waar hij eerder stond zolang daar nog iets van scholen kan staan.
bin/tienminuten backup forget <plaats> [--yes]
    Die plaats is met de hand geleegd of bestaat niet meer. Er wordt daar daarna niet meer gekeken.`,
  listOrForget: "Typ backup, of backup forget <plaats> [--yes].",
  liesAt: (url: string | null) => (url ? `De back-up staat in ${url}` : "Er is geen back-up ingesteld."),
  layAt: (url: string, until: Temporal.Instant) =>
    `Tot ${inAmsterdam(until)} stond hij in ${url}. Wat daar staat, wordt gewist zodra het oud genoeg is.`,
  noSuchPlace: (url: string) =>
    `${url} is geen plaats waar de back-up eerder stond. Zie: bin/tienminuten backup`,
  forgets: (url: string) =>
    `In ${url} kan nog iets van scholen staan. Wis het daar eerst, of zorg dat de plaats niet meer bestaat.
Er is niets veranderd. Voeg --yes toe als u zelf zag dat er niets meer staat.`,
  forgotten: (url: string) => `In ${url} wordt niet meer gekeken.`,
  oneOfThree: "Noem één school, of --all, of --control.",
  fileOfOne: "Bij --file hoort één school, en geen --at.",
  noSuchSchool: (slug: string) => `Er is geen school met het adres ${slug}.`,
  notAMoment: (text: string) => `${text} is geen moment, zoals "2026-11-12 14:00" of 2026-11-12T13:00:00Z.`,
  noBackup: (why: string) => `Er is geen back-up: ${why}.`,
  noRegistry:
    "Het register ontbreekt. Start de dienst met bin/start, of haal het terug met restore --control.",
  fetching: (what: string, bytes = 0, progress: Progress = { at: 0, of: 1, part: 0 }) =>
    `${bar(progress)} ${what}${megabytes(bytes)} wordt opgehaald en nagelezen …`,
  found: (name: string, what: string, txid: string, reachedAt: Temporal.Instant) =>
    `${name} (${what}): heel, tot en met ${inAmsterdam(reachedAt)}${txid ? `, transactie ${txid}` : ""}`,
  fromAnotherEpoch: (from: string, live: string) =>
    `  Let op: deze kopie is van het bestand dat ${from} in gebruik kwam. Het bestand van nu is van ${live}.`,
  counts: (copy: Counts, live: Counts | null) => {
    const rows = kinds.map(
      ([name, key]) =>
        `  ${name.padEnd(16)}${String(copy[key]).padStart(8)}${String(live?.[key] ?? "?").padStart(10)}`,
    )
    const last = (counts: Counts | null) =>
      counts?.lastAt ? inAmsterdam(Temporal.Instant.from(counts.lastAt)) : "?"
    return [
      `  ${"".padEnd(16)}${"kopie".padStart(8)}${"nu".padStart(10)}`,
      ...rows,
      `  laatst iets gedaan: ${last(copy)} in de kopie, ${last(live)} nu`,
    ].join("\n")
  },
  schools: (copy: readonly string[], live: readonly string[] | null) => {
    const gone = live?.filter((slug) => !copy.includes(slug)) ?? []
    const back = live ? copy.filter((slug) => !live.includes(slug)) : []
    return [
      `  ${copy.length} scholen in de kopie, ${live ? live.length : "?"} nu`,
      ...(gone.length > 0 ? [`  niet in de kopie: ${gone.join(", ")}`] : []),
      ...(back.length > 0 ? [`  komt terug: ${back.join(", ")}`] : []),
    ].join("\n")
  },
  nothing: (what: string) => `De back-up heeft niets van ${what} op dat moment. Er is niets veranderd.`,
  failed: (what: string, why: string) => `${what}: niet teruggezet. De school is zoals zij was.\n  ${why}`,
  dry: "Er is niets veranderd. Voeg --yes toe om dit terug te zetten.",
  swapping: (slug: string) => `${slug} gaat even dicht en wordt teruggezet …`,
  swapped: (slug: string, epoch: string, erased: number, aside: string | null) =>
    [
      `${slug} is terug, als ${epoch}.`,
      ...(erased > 0 ? [`  Opnieuw gewist, omdat het na die tijd gewist was: ${erased}.`] : []),
      ...(aside ? [`  Het oude bestand staat nog zes dagen in ${aside}.`] : []),
    ].join("\n"),
  notCopied:
    "  De back-up heeft het nieuwe bestand nog niet. Blijft /ready ‘degraded’ zeggen: zie ‘The bucket is gone’.",
  inUse: "Het register is in gebruik. Stop eerst de dienst; daarna kan het terug.",
  swappedControl: (aside: string | null) =>
    `Het register is terug. Start de dienst met bin/start.${aside ? `\n  Het oude bestand staat nog zes dagen in ${aside}.` : ""}`,
  notOpen: "De school heeft geen venster voor u geopend: in de back-up kijken mag nu niet.",
  onlyReading: "Alleen lezen: dit is geen vraag, of er staat meer dan één in.",
}
