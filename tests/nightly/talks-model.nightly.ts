// Ten million acts of families and school, in two hundred thousand sequences: half an hour on a quiet core, at most six hours.
process.env["TIENMINUTEN_RUNS"] ??= "200000"
await import("../db/talks-model.test.ts")

export {}
