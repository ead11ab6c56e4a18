import { failureSaid, type ReadBounce } from "../domain/messages/bounce.ts"

// What mail servers send back: a report on delivery (RFC 3464) as a part of a mail (RFC 6522). Its words are for people and in every
// language; its fields are for us.

export const readBounce: ReadBounce = async (raw) => {
  const { default: PostalMime } = await import("postal-mime")
  const mail = await PostalMime.parse(raw, {
    attachmentEncoding: "utf8",
    forceRfc822Attachments: true,
    maxNestingDepth: 20,
    maxHeadersSize: 200_000,
  }).catch(() => null)
  const report = mail?.attachments.find(({ mimeType }) =>
    /^message\/(global-)?delivery-status$/.test(mimeType),
  )
  if (!mail || !report) return null
  const fields = recipients(String(report.content)).find((each) => each.get("action") === "failed")
  if (!fields) return null
  const failure = failureSaid(fields.get("status") ?? "") ?? failureSaid(saidIn(fields)) ?? "refused"
  return { failure, text: new TextDecoder("latin1").decode(raw) }
}

/** The fields of each recipient, by name in small letters: the first group is about the report itself. */
const recipients = (report: string): Map<string, string>[] =>
  report
    .replace(/\r\n/g, "\n")
    .replace(/\n[ \t]+/g, " ")
    .split(/\n{2,}/)
    .map(
      (group) =>
        new Map(
          group.split("\n").flatMap((line): [string, string][] => {
            const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? []
            return name ? [[name.toLowerCase(), (value ?? "").trim().toLowerCase()]] : []
          }),
        ),
    )

/** Servers that say only "5.0.0" often quote the one that knew more: "smtp; 550 5.1.1 …". */
const saidIn = (fields: Map<string, string>) =>
  /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(fields.get("diagnostic-code") ?? "")?.[1] ?? ""
