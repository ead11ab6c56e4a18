import { Elysia } from "elysia"
import { changeText, chooseSmsSender, resetText, sendTest } from "../../db/messages/message-texts.ts"
import { readText } from "../../domain/messages/message-text.ts"
import { readMobile } from "../../domain/people/phone.ts"
import { exact, form, oneOf, seen, text } from "../form.ts"
import { guards, type Parts } from "../guards.ts"
import { done, missing, show } from "../htmx.ts"
import { homeOf, keyOf, textOf, textsOf, writtenMeanwhile } from "./message-text-screen.tsx"

const here = "/:school/team/berichten/teksten/:text"
const doneOf = oneOf("saved", "wasReset", "tested")

/** The words of every message to parents: an administrator may change them. */
export const messageTexts = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/berichten/teksten",
      ({ visit, query }) => show(visit, textsOf(visit, { saved: query["gelukt"] === "afzender" })),
      { planner: true },
    )
    .post(
      "/:school/team/berichten/afzender",
      async ({ visit, body }) => {
        const { sender, seen } = body
        const chosen = await chooseSmsSender(visit.db, visit.visitor, { written: sender, seen }, visit.now)
        if (chosen.ok)
          return done(visit, textsOf(visit, { saved: true }), `${visit.to.messageTexts()}?gelukt=afzender`)
        const { refusal } = chosen
        return refusal.kind === "changed-meanwhile"
          ? show(visit, textsOf(visit, { sender, changed: true }), 409)
          : show(visit, textsOf(visit, { sender, refusal }), 422)
      },
      { administrator: true, body: form({ sender: text(60), seen }) },
    )
    .get(
      here,
      ({ visit, params, query }) => {
        const key = keyOf(params.text, query["taal"])
        return show(
          visit,
          textOf(visit, key, { done: doneOf(query["gelukt"]), household: homeOf(query["gezin"]) }),
        )
      },
      { planner: true },
    )
    .post(
      here,
      async ({ visit, params, query, body }) => {
        const key = keyOf(params.text, query["taal"])
        const { act, gezin, seen, ...typed } = body
        const household = homeOf(gezin)
        const address = visit.to.messageText(key.kind, key.channel, key.language)
        // What was typed stays what it was written over, until it is kept.
        const shown = { text: typed, version: seen, household }
        const meanwhile = () => show(visit, writtenMeanwhile(visit, key, { text: typed, household }), 409)
        if (act === "reset") {
          const outcome = await resetText(visit.db, visit.visitor, { ...key, seen }, visit.now)
          if (!outcome.ok) return meanwhile()
          return done(
            visit,
            textOf(visit, key, { done: "wasReset", household }),
            `${address}&gelukt=wasReset`,
          )
        }
        const outcome =
          act === "look"
            ? readText(key.kind, key.channel, typed)
            : await changeText(visit.db, visit.visitor, { ...key, ...typed, seen }, visit.now)
        if (!outcome.ok) {
          const { refusal } = outcome
          if (refusal.kind === "changed-meanwhile") return meanwhile()
          return show(visit, textOf(visit, key, { ...shown, refusal }), 422)
        }
        if (act === "look") return show(visit, textOf(visit, key, { ...shown, unsaved: true }))
        return done(visit, textOf(visit, key, { done: "saved", household }), `${address}&gelukt=saved`)
      },
      {
        administrator: true,
        body: form({
          act: oneOf("save", "look", "reset"),
          gezin: text(15),
          seen: text(40),
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
        if (key.channel === "sms" && !visit.sms) return missing()
        if (mobile && !mobile.ok)
          return show(
            visit,
            textOf(visit, key, { mobile: { written: body.mobile, refusal: mobile.refusal } }),
            422,
          )
        await sendTest(visit.db, visit.visitor, key, mobile?.value ?? null, visit.now)
        const address = visit.to.messageText(key.kind, key.channel, key.language)
        return done(visit, textOf(visit, key, { done: "tested" }), `${address}&gelukt=tested`)
      },
      { administrator: true, body: form({ mobile: text(40) }) },
    )
