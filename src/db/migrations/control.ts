// Made by 'bun run db:generate'.
import m0 from "./control/0000_first_tables.sql" with { type: "text" }
import m1 from "./control/0001_erasing_and_logbook.sql" with { type: "text" }
import m2 from "./control/0002_certificate_scrubbed.sql" with { type: "text" }
import m3 from "./control/0003_school_state.sql" with { type: "text" }
import m4 from "./control/0004_backup_ticks.sql" with { type: "text" }
import m5 from "./control/0005_school_departures.sql" with { type: "text" }
import m6 from "./control/0006_backup_places.sql" with { type: "text" }

export const controlMigrations = [
  { name: "0000_first_tables", sql: m0 },
  { name: "0001_erasing_and_logbook", sql: m1 },
  { name: "0002_certificate_scrubbed", sql: m2 },
  { name: "0003_school_state", sql: m3 },
  { name: "0004_backup_ticks", sql: m4 },
  { name: "0005_school_departures", sql: m5 },
  { name: "0006_backup_places", sql: m6 },
]
