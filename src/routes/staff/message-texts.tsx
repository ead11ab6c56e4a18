import { Elysia } from "elysia"
import { householdsToTry, previewMessage } from "../../db/message-previews.ts"
import {
  changeText,
  chooseSmsSender,
  ownText,
  ownTexts,
  resetText,
  sendTest,
  smsSenderOf,
  type TextKey,
} from "../../db/message-texts.ts"
import { emailOf } from "../../db/staff.ts"
import type { Office } from "../../domain/access.ts"
import type { HouseholdId } from "../../domain/ids.ts"
import { readText } from "../../domain/message-text.ts"
import { readMobile } from "../../domain/phone.ts"
import { senderOf } from "../../domain/sms.ts"
import { textIn } from "../../paths.ts"
import { ourText } from "../../views/messages/told.ts"
import { MessageTextPage, MessageTextPart, type TextScreen } from "../../views/staff/message-text.tsx"
import {
  MessageTextsPage,
  SenderForm,
  type SenderScreen,
  type TextsScreen,
} from "../../views/staff/message-texts.tsx"
import { isLanguage, languages } from "../../views/words/languages.ts"
import { exact, form, idOf, oneOf, text } from "../form.ts"
import { guards, type Parts, type Visit } from "../guards.ts"
import { done, missing, show } from "../htmx.ts"

const here = "/:school/team/berichten/teksten/:text"
const doneOf = oneOf("saved", "wasReset", "tested")

/** The words of every message to parents: an administrator may change them. */
export const messageTexts = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/berichten/teksten",
      ({ visit, query }) => show(visit, textsOf(parts, visit, { saved: query["gelukt"] === "afzender" })),
      { planner: true },
    )
    .post(
      "/:school/team/berichten/afzender",
      async ({ visit, body }) => {
        const chosen = await chooseSmsSender(visit.db, visit.visitor, body.sender, visit.now)
        const said = chosen.ok ? { saved: true } : { sender: body.sender, refusal: chosen.refusal }
        const screen = textsOf(parts, visit, said)
        return chosen.ok
          ? done(visit, screen, `${visit.to.messageTexts()}?gelukt=afzender`)
          : show(visit, screen, 422)
      },
      { administrator: true, body: form({ sender: text(60) }) },
    )
    .get(
      here,
      ({ visit, params, query }) => {
        const key = keyOf(params.text, query["taal"])
        return show(
          visit,
          textOf(parts, visit, key, { done: doneOf(query["gelukt"]), household: homeOf(query["gezin"]) }),
        )
      },
      { planner: true },
    )
    .post(
      here,
      async ({ visit, params, query, body }) => {
        const key = keyOf(params.text, query["taal"])
        const { act, gezin, ...typed } = body
        const household = homeOf(gezin)
        const address = visit.to.messageText(key.kind, key.channel, key.language)
        if (act === "reset") {
          await resetText(visit.db, visit.visitor, key, visit.now)
          return done(
            visit,
            textOf(parts, visit, key, { done: "wasReset", household }),
            `${address}&gelukt=wasReset`,
          )
        }
        const outcome =
          act === "look"
            ? readText(key.kind, key.channel, typed)
            : await changeText(visit.db, visit.visitor, { ...key, ...typed }, visit.now)
        if (!outcome.ok)
          return show(
            visit,
            textOf(parts, visit, key, { text: typed, refusal: outcome.refusal, household }),
            422,
          )
        if (act === "look")
          return show(visit, textOf(parts, visit, key, { text: typed, unsaved: true, household }))
        return done(visit, textOf(parts, visit, key, { done: "saved", household }), `${address}&gelukt=saved`)
      },
      {
        administrator: true,
        body: form({
          act: oneOf("save", "look", "reset"),
          gezin: text(15),
          subject: text(400),
          opening: exact,
          closing: exact,
        }),
      },
    )
    .post(
      `${here}/proef`,
      async ({ visit, params, query, body }) => {
        const key = keyOf(params.text, query["taal"])
        const mobile = key.channel === "sms" ? readMobile(body.mobile) : null
        if (key.channel === "sms" && !parts.sms) return missing()
        if (mobile && !mobile.ok)
          return show(
            visit,
            textOf(parts, visit, key, { mobile: { written: body.mobile, refusal: mobile.refusal } }),
            422,
          )
        await sendTest(visit.db, visit.visitor, key, mobile?.value ?? null, visit.now)
        const address = visit.to.messageText(key.kind, key.channel, key.language)
        return done(visit, textOf(parts, visit, key, { done: "tested" }), `${address}&gelukt=tested`)
      },
      { administrator: true, body: form({ mobile: text(40) }) },
    )

const homeOf = (written: unknown) => idOf<HouseholdId>(text(15)(written)) || null

/** Which text an address means; missing when there is none of that name. */
function keyOf(written: string, language: unknown): TextKey {
  const found = textIn(written) ?? missing()
  const spoken = text(5)(language)
  return { ...found, language: isLanguage(spoken) ? spoken : "nl" }
}

function textsOf(parts: Parts, visit: Visit<Office>, said: Partial<SenderScreen>) {
  const { db, frame, visitor } = visit
  const sender = { sender: smsSenderOf(db) ?? senderOf(db.school.name), saved: false, refusal: null, ...said }
  const screen: TextsScreen = {
    own: ownTexts(db),
    sender,
    sms: parts.sms ?? false,
    mayChange: visitor.role === "administrator",
  }
  return {
    page: () => MessageTextsPage({ frame, screen }),
    fragment: () => SenderForm({ frame, screen: sender }),
  }
}

function textOf(parts: Parts, visit: Visit<Office>, key: TextKey, more: Partial<TextScreen>) {
  const { db, frame, visitor, now } = visit
  const own = ownText(db, key)
  const kept = own ?? ourText(key.kind, key.channel, languages[key.language])
  const household = more.household ?? null
  const screen: TextScreen = {
    ...key,
    text: kept,
    shown: more.unsaved && more.text ? more.text : kept,
    own: own !== null,
    refusal: null,
    done: null,
    unsaved: false,
    message: previewMessage(db, visitor, key, household, now),
    smsSender: smsSenderOf(db),
    households: householdsToTry(db, visitor, 50, now),
    household,
    testTo: visitor.role === "administrator" ? emailOf(db, visitor) : null,
    mobile: { written: "", refusal: null },
    sms: parts.sms ?? false,
    now,
    ...more,
  }
  return {
    page: () => MessageTextPage({ frame, screen }),
    fragment: () => MessageTextPart({ frame, screen }),
  }
}
