import type { Backup } from "../backup/backup.ts"
import type { Db } from "../db/open.ts"
import { openSchool, type Registry } from "../db/registry.ts"
import { whereOf } from "../domain/backup/trouble.ts"
import type { SendEmail } from "../integrations/email.ts"
import type { SendSms } from "../integrations/sms.ts"

/** What delivering works with. */
export type DeliveryParts = {
  registry: Registry
  send: SendEmail
  /** Null: no SMS leaves, and what waits for one is forgotten. */
  sendSms: SendSms | null
  /** Where visitors find us: "https://tienminuten.example". */
  origin: string
  /** The address that mails come from. */
  sender: string
  /** Where a mail that cannot be delivered returns to, "bounces@tienminuten.example"; null or left out: to the sender, unread. */
  returnBox?: string | null
  now: () => Temporal.Instant
  /** One line of the log: ids and words of ours, never a name or an address. */
  tell: (line: Record<string, string | number>) => void
}

/** What all jobs work with. */
export type JobParts = DeliveryParts & {
  /** Left out when there is none. */
  backup?: Backup
}

/** The school's file, open; null when it cannot be opened, which is told. */
export function reach(parts: DeliveryParts, slug: string): Db | null {
  try {
    return openSchool(parts.registry, slug)
  } catch (error) {
    parts.tell({ job: "open", error: error instanceof Error ? error.message : String(error) })
    return null
  }
}

/** Does something in one school. What goes wrong there, because its file is damaged, is told and keeps nothing from the others. */
export async function inSchool(
  { tell }: Pick<DeliveryParts, "tell">,
  job: string,
  db: Db,
  work: (db: Db) => unknown,
): Promise<void> {
  try {
    await work(db)
  } catch (error) {
    tell({ job, school: db.school.id, error: whereOf(error) })
  }
}
