/** Dutch is the source. */
export const door = {
  frontTitle: "Tienminutengesprekken",
  frontLead: "Kies uw school. Daarna kiest u een tijd voor het gesprek.",
}
