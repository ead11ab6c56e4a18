/** Dutch is the source. */
export const messages = {}
