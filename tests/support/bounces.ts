import type { Received } from "./post.ts"

// What mail servers send back, each in its own dialect. The words differ; the fields are those of RFC 3464.

type Said = { action?: string; status?: string; diagnostic?: string; to?: string }

/** As Postfix says it: fields folded over lines, and the headers of the mail. */
export const fromPostfix = (
  mail: Received,
  { action = "failed", status = "5.1.1", diagnostic, to }: Said = {},
) =>
  report(
    mail,
    [
      "Reporting-MTA: dns; mail.example",
      "X-Postfix-Queue-ID: 4C1D2",
      "Arrival-Date: Tue,  3 Nov 2026 10:00:00 +0100 (CET)",
      "",
      `Final-Recipient: rfc822; ${to ?? mail.to}`,
      `Original-Recipient: rfc822;${mail.to}`,
      `Action: ${action}`,
      `Status: ${status}`,
      "Remote-MTA: dns; mx.post.example",
      `Diagnostic-Code: smtp; ${diagnostic ?? `550 ${status} <${mail.to}>: Recipient address`}`,
      "    rejected: User unknown in virtual mailbox table",
    ],
    `Content-Type: text/rfc822-headers\r\n\r\n${headersOf(mail)}`,
  )

/** As Exchange says it: capitals of its own, no code in the status, and the whole mail. */
export const fromExchange = (mail: Received, diagnostic: string) =>
  report(
    mail,
    [
      "Reporting-MTA: dns;AM0PR01.eurprd01.prod.exchange.example",
      "Received-From-MTA: dns;mail.example",
      "",
      `Final-Recipient: rfc822;${mail.to}`,
      "Action: Failed",
      "Status: 5.0.0",
      `Diagnostic-Code: smtp;${diagnostic}`,
      "X-Display-Name: Ouder",
    ],
    `Content-Type: message/rfc822\r\n\r\nReturn-Path: <${mail.returnTo}>\r\n${mail.raw}`,
  )

/** Somebody's answering machine, which answers to the address that mail returns to (RFC 3834). */
export const onHoliday = (mail: Received) =>
  `From: ${mail.to}\r\nTo: ${mail.returnTo}\r\nSubject: Afwezig\r\nAuto-Submitted: auto-replied\r\nContent-Type: text/plain\r\n\r\nStatus: 5.1.1\r\nAction: failed\r\n`

const headersOf = ({ raw, returnTo }: Received) =>
  `Return-Path: <${returnTo}>\r\n${raw.split("\r\n\r\n")[0]}\r\n`

const report = (mail: Received, fields: readonly string[], returned: string) =>
  [
    "Return-Path: <>",
    "From: MAILER-DAEMON@mail.example (Mail Delivery System)",
    `To: ${mail.returnTo}`,
    "Subject: Undelivered Mail Returned to Sender",
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary="4C1D2/mail.example"',
    "",
    "--4C1D2/mail.example",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "Het spijt me: dit kon niet worden bezorgd.",
    "--4C1D2/mail.example",
    "Content-Type: message/delivery-status",
    "",
    ...fields,
    "",
    "--4C1D2/mail.example",
    returned,
    "--4C1D2/mail.example--",
    "",
  ].join("\r\n")
