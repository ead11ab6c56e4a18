// Ten million acts of families and school, in two hundred thousand sequences: a good half hour on a quiet core.
process.env["TIENMINUTEN_RUNS"] ??= "200000"
await import("../db/talks-model.test.ts")

export {}
