/** Dutch is the source. */
export const imports = {}
