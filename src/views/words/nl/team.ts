/** Dutch is the source. */
export const team = {}
