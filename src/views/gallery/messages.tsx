import { pageOf } from "../../domain/households/household-lines.ts"
import type { MessageId } from "../../domain/ids.ts"
import { type DeliveryState, type ToldLine, wrongWith } from "../../domain/messages/message-lines.ts"
import { sampleMessage } from "../../domain/messages/message-sample.ts"
import { type Channel, type TextKind, textKinds } from "../../domain/messages/message-text.ts"
import type { Markup } from "../jsx/jsx-runtime.ts"
import { ourText } from "../messages/told.ts"
import { MessageTextPage, type TextScreen } from "../staff/message-text.tsx"
import { MessageTextsPage, type TextsScreen } from "../staff/message-texts.tsx"
import { MessagesPage, type MessagesScreen } from "../staff/messages.tsx"
import { languages } from "../words/languages.ts"
import { homes } from "./households.tsx"
import { moment, type Stage, type States } from "./stage.ts"

const now = moment("2026-11-03 10:00")
const told = (at: number, kind: TextKind, channel: Channel, state: DeliveryState): ToldLine => {
  const line = homes[at % homes.length] ?? null
  const failure = state === "failed" ? (channel === "email" ? "refused" : "phone-off") : null
  const household = line?.id as ToldLine["household"]
  return { id: at as MessageId, kind, channel, state, failure, at: now, household, line }
}
const rows = [
  told(0, "reminder", "sms", "delivered"),
  told(1, "reminder", "email", "sent"),
  told(2, "booking-moved", "email", "waiting"),
  told(3, "booking-confirmed", "email", "failed"),
  { ...told(4, "booking-cancelled", "sms", "failed"), line: null },
]
const wrong = homes.slice(0, 2).flatMap(({ id, guardians: [guardian] }, at) => {
  const address = at === 0 ? "fam.bakker@post.exmaple" : "020 555 01 23"
  const [email, phone] = at === 0 ? [address, null] : [null, address]
  const refused = { refusedEmail: email, refusedPhone: null, refusedWhy: "unknown" } as const
  const found = wrongWith({ email, phone, ...refused }, true)
  return guardian && found ? [{ guardian: guardian.id, household: id, name: guardian, ...found }] : []
})
const counts = { waiting: 1, sent: 1, delivered: 1, failed: 2 }

const overview =
  (known: Partial<MessagesScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <MessagesPage
      frame={administrator}
      screen={{
        list: pageOf(rows, 1),
        counts,
        state: null,
        wrong: [],
        homes: new Map(homes.map((line) => [line.id, line])),
        sms: true,
        ...known,
      }}
    />
  )

const sender: TextsScreen["sender"] = {
  sender: "DeRegenboog",
  now: "DeRegenboog",
  saved: false,
  refusal: null,
  seen: "-",
  changed: false,
}

const texts =
  (known: Partial<TextsScreen> = {}) =>
  ({ administrator }: Stage): Markup => (
    <MessageTextsPage
      frame={administrator}
      screen={{
        own: [{ kind: "reminder", channel: "sms" }],
        sender,
        sms: true,
        mayChange: true,
        ...known,
      }}
    />
  )

const one =
  (kind: TextKind, channel: Channel, known: Partial<TextScreen> = {}) =>
  ({ administrator }: Stage): Markup => {
    const { language } = administrator
    const text = known.text ?? ourText(kind, channel, languages[language])
    return (
      <MessageTextPage
        frame={administrator}
        screen={{
          kind,
          channel,
          language,
          text,
          shown: text,
          own: false,
          version: "",
          meanwhile: null,
          refusal: null,
          done: null,
          unsaved: false,
          message: sampleMessage(
            kind,
            { by: channel, to: "ouder@voorbeeld.example", language, reader: "De Vries" },
            now,
          ),
          smsSender: null,
          households: homes.slice(0, 3),
          household: null,
          testTo: "dewit@regenboog.example",
          mobile: { written: "", refusal: null },
          sms: true,
          now,
          ...known,
        }}
      />
    )
  }

const cyrillic = { subject: "", opening: "{school}: ждём вас на разговор в школе.", closing: "" }

/** What parents are told, whether it arrives, and in whose words. */
export const messageStates: States = {
  berichten: overview(),
  "berichten-adressen-kloppen-niet": overview({ wrong }),
  "berichten-leeg": overview({
    list: pageOf([], 1),
    counts: { waiting: 0, sent: 0, delivered: 0, failed: 0 },
    sms: false,
  }),
  "berichten-bezorgd": overview({ state: "delivered", list: pageOf(rows.slice(0, 1), 1) }),
  teksten: texts(),
  "teksten-sms-uit": texts({ sms: false, mayChange: false, own: [] }),
  "teksten-afzender-te-lang": texts({
    sender: { ...sender, sender: "De Regenboog 1", refusal: { kind: "sender-too-long" } },
  }),
  "teksten-afzender-intussen-anders": texts({ sender: { ...sender, sender: "Regenboog", changed: true } }),
  ...Object.fromEntries(textKinds.map((kind) => [`tekst-${kind}`, one(kind, "email")])),
  "tekst-sms": one("reminder", "sms", { own: true, done: "saved" }),
  "tekst-sms-duur": one("reminder", "sms", { text: cyrillic, unsaved: true }),
  "tekst-sms-vast-nummer": one("reminder", "sms", {
    mobile: { written: "020 555 01 23", refusal: { kind: "phone-landline" } },
  }),
  "tekst-intussen-anders": one("reminder", "email", {
    text: { subject: "Tot morgen", opening: "Fijn dat u komt!", closing: "" },
    meanwhile: { subject: "Tot morgen", opening: "Wij zien u graag.", closing: "" },
  }),
  "tekst-onbekend-woord": one("reminder", "email", {
    refusal: { field: "opening", kind: "placeholder-unknown", word: "{datum}" },
  }),
  "tekst-alleen-lezen": one("reminder", "email", { testTo: null }),
}
