declare const brand: unique symbol
/** A number that knows what it is the id of. */
export type Id<Name extends string> = number & { readonly [brand]: Name }

export type LocationId = Id<"location">
export type GroupId = Id<"group">
export type PupilId = Id<"pupil">
export type TeacherId = Id<"teacher">
export type HouseholdId = Id<"household">
export type GuardianId = Id<"guardian">
export type DoubtId = Id<"doubt">
export type ImportId = Id<"import">
export type RoundId = Id<"round">
export type SlotId = Id<"slot">
export type BookingId = Id<"booking">
export type MessageId = Id<"message">
export type StaffId = Id<"staff">
export type UpheavalId = Id<"upheaval">

/** A school is known by a uuid: its file is named after it, and names are never used twice. */
export type SchoolId = string & { readonly [brand]: "school" }
