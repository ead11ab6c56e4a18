import { defineConfig } from "drizzle-kit"

const database = process.env["DATABASE"] === "control" ? "control" : "school"

export default defineConfig({
  dialect: "sqlite",
  schema: database === "control" ? "./src/db/control-schema.ts" : "./src/db/schema.ts",
  out: `./src/db/migrations/${database}`,
  breakpoints: true,
})
