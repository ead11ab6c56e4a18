/** Dutch is the source. */
export const households = {}
