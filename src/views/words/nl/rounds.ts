/** Dutch is the source. */
export const rounds = {}
