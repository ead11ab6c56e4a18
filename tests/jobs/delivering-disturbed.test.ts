import { describe, expect, it } from "bun:test"
import { readdirSync, writeFileSync } from "node:fs"
import { eraseFiles } from "../../src/db/backup/leaving-steps.ts"
import { rotate } from "../../src/db/backup/rotating.ts"
import { claimDue } from "../../src/db/messages/messages.ts"
import {
  addSchool,
  closeRegistry,
  closeReplaced,
  openRegistry,
  openSchool,
  schoolFile,
} from "../../src/db/registry.ts"
import type { Email } from "../../src/integrations/email.ts"
import { deliverDue } from "../../src/jobs/delivering.ts"
import { forgetEverywhere } from "../../src/jobs/forgetting.ts"
import type { JobParts } from "../../src/jobs/reach.ts"
import { chooseForSem, inviteHome, later, states, withPost } from "../support/outbox.ts"

describe("when the mail server is away", () => {
  it(
    "the mail is delivered later, once",
    withPost(async ({ world, post, parts }) => {
      await chooseForSem(world)
      await post.close()
      for (let tries = 0; tries < 3; tries++) {
        expect(await deliverDue(parts)).toBe(0)
        later(world, 6)
      }
      expect(states(world)).toEqual(["booking-confirmed queued"])
      await post.reopen()
      later(world, 20)
      expect(await deliverDue(parts)).toBe(1)
      later(world, 120)
      expect(await deliverDue(parts)).toBe(0)
      expect(post.received.length).toBe(1)
    }),
  )

  it(
    "it is not asked again for every mail that waits",
    withPost(async ({ world, post, parts, log }) => {
      await post.close()
      for (let at = 0; at < 40; at++) await inviteHome(world, 1 + (at % 4))
      world.school.client.run(
        "UPDATE messages SET kind = 'booking-cancelled', facts = json_object('booking', id, 'pupil', 1, 'teacher', 1, 'startsAt', '2026-11-12T18:00:00Z', 'endsAt', '2026-11-12T18:10:00Z', 'uid', 'u', 'sequence', 1)",
      )
      await deliverDue(parts)
      expect(log.length).toBeLessThanOrEqual(5)
    }),
  )

  it(
    "a later attempt bears the same Message-ID, so that a mail that came twice shows once",
    withPost(async ({ world, post, parts }) => {
      await chooseForSem(world)
      // A worker crashes between the server's yes and the commit.
      const crashed: Email[] = []
      const lost = {
        ...parts,
        send: async (email: Email) => {
          crashed.push(email)
          await parts.send(email)
          return new Promise<never>(() => undefined)
        },
      }
      void deliverDue(lost)
      while (post.received.length === 0) await Bun.sleep(5)
      expect(await deliverDue(parts)).toBe(0) // still claimed
      later(world, 3)
      expect(await deliverDue(parts)).toBe(1)
      expect(crashed.length).toBe(1)
      expect(post.received.length).toBe(2)
      expect(post.received[1]?.headers.get("message-id")).toBe(
        post.received[0]?.headers.get("message-id") ?? "",
      )
    }),
  )

  it(
    "a worker that crashed before it sent loses nothing",
    withPost(async ({ world, post, parts }) => {
      await chooseForSem(world)
      expect((await claimDue(world.school, world.clock.now, 5)).length).toBe(1)
      later(world, 3)
      expect(await deliverDue(parts)).toBe(1)
      expect(post.received.length).toBe(1)
    }),
  )
})

describe("a mail that is on its way", () => {
  /** While the mail server has it, something happens to the school. */
  const meanwhile = (parts: JobParts, happens: () => unknown): JobParts => ({
    ...parts,
    send: async (email) => {
      await happens()
      return parts.send(email)
    },
  })

  it(
    "while the file of its school is written anew is noted as sent in the new file, and leaves once",
    withPost(async ({ world, post, parts, log }) => {
      await chooseForSem(world)
      const before = world.school.client.filename
      const rotated = () => rotate(world.registry, world.school, world.clock.now)
      expect(await deliverDue(meanwhile(parts, rotated))).toBe(1)
      expect(world.school.client.filename).not.toBe(before)
      expect(states(world)).toEqual(["booking-confirmed sent"])
      expect(await deliverDue(parts)).toBe(0)
      expect(post.received.length).toBe(1)
      expect(log).toEqual([])
    }),
  )

  it(
    "while its school is erased writes nothing of it any more",
    withPost(async ({ world, parts }) => {
      await chooseForSem(world)
      const { id } = world.school.school
      const erased = () => {
        world.registry.control.run("UPDATE schools SET state = 'ending' WHERE id = ?", [id])
        expect(eraseFiles(world.registry, id)).toBe(true)
      }
      expect(await deliverDue(meanwhile(parts, erased))).toBe(1)
      expect(readdirSync(`${world.folder}/schools`).filter((name) => name.includes(id))).toEqual([])
    }),
  )

  it(
    "while its school is put back from the backup is noted as sent in the file that was put back",
    withPost(async ({ world, log, parts }) => {
      await chooseForSem(world)
      const { id, slug } = world.school.school
      const epoch = "20991231235959"
      const restored = () => {
        world.school.client.run("VACUUM INTO ?", [schoolFile(world.registry, id, epoch)])
        world.registry.control.run("UPDATE schools SET epoch = ? WHERE id = ?", [epoch, id])
        closeReplaced(world.registry)
      }
      expect(await deliverDue(meanwhile(parts, restored))).toBe(1)
      const now = openSchool(world.registry, slug)
      expect(now?.client.query("SELECT state FROM messages").all()).toEqual([{ state: "sent" }])
      expect(log).toEqual([])
    }),
  )
})

describe("our own mistake", () => {
  it(
    "in one mail is told without a name, and tried again later",
    withPost(async ({ world, parts, log }) => {
      await chooseForSem(world)
      world.school.client.run("UPDATE messages SET facts = json_set(facts, '$.startsAt', 'Kanarie')")
      await deliverDue(parts)
      expect(states(world)).toEqual(["booking-confirmed queued"])
      expect(log.join()).toContain('"outcome":"broken"')
      expect(log.join()).not.toMatch(/Kanarie|devries/)
    }),
  )

  it(
    "in one school leaves the mail of the others alone",
    withPost(async ({ world, parts, log, closing }) => {
      const folder = `${world.folder}/more`
      const registry = openRegistry(folder, world.registry.master)
      closing.push(() => closeRegistry(registry))
      for (const slug of ["aap", "noot"]) {
        const made = addSchool(registry, { ...world.school.school, slug, sector: "primary" }, world.clock.now)
        if (!made.ok) throw new Error(made.refusal.kind)
        made.value.client.run(
          "INSERT INTO staff (name, email, role, created_at) VALUES ('A', 'a@b.example', 'teacher', '')",
        )
      }
      const schools = registry.control
        .query<{ slug: string; id: string; epoch: string }, []>("SELECT slug, id, epoch FROM schools")
        .all()
      const aap = schools.find(({ slug }) => slug === "aap")
      closeRegistry(registry)
      writeFileSync(`${folder}/schools/${aap?.id}.${aap?.epoch}.db`, "geen databank")
      const again = openRegistry(folder, world.registry.master)
      closing.push(() => closeRegistry(again))
      closing.splice(closing.length - 2, 1)
      const two = { ...parts, registry: again }
      await deliverDue(two)
      await forgetEverywhere(two)
      expect(log.join()).toContain(`School aap (${aap?.id})`)
    }),
  )
})
