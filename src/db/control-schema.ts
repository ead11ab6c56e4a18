import { sqliteTable, text } from "drizzle-orm/sqlite-core"

/** Every school of this service. The file of a school is named `<id>.<epoch>.db`; names are never used twice. */
export const schools = sqliteTable("schools", {
  id: text("id").primaryKey(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  city: text("city").notNull(),
  /** Where parents find help; shown at the foot of every page. */
  phone: text("phone").notNull().default(""),
  email: text("email").notNull().default(""),
  brin: text("brin"),
  /** Which copy of the file is the live one; a restore swaps in a new epoch. */
  epoch: text("epoch").notNull(),
  addedAt: text("added_at").notNull(),
})
