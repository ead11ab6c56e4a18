/** SQL: what a message says of this. */
export const fact = (message: string, name: string) => `json_extract(${message}.facts, '$.${name}')`

/** SQL: do two messages say the same of these? */
export const saySame = (one: string, other: string, ...names: string[]) =>
  names.map((name) => `${fact(one, name)} = ${fact(other, name)}`).join(" AND ")

/** SQL: do two messages go to the same guardian of the same home? */
export const haveSameReader = (one: string, other: string) =>
  `${one}.household_id = ${other}.household_id AND ${one}.guardian_id = ${other}.guardian_id`
