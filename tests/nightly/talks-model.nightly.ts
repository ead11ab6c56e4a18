import fc from "fast-check"

// Ten million acts of families and school, in two hundred thousand sequences: a good half hour on a quiet core. Every night draws others.
process.env["TIENMINUTEN_RUNS"] ??= "200000"
const seed = Number(process.env["TIENMINUTEN_SEED"] ?? Date.now() % 2 ** 31)
console.log(`Drawn from ${seed}`)
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed })
await import("../db/talks/talks-model.test.ts")
