/** Dutch is the source. */
export const parent = {}
