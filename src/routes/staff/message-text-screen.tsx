import { householdsToTry, previewMessage } from "../../db/messages/message-previews.ts"
import { ownText, ownTexts, smsSenderOf, type TextKey, textVersion } from "../../db/messages/message-texts.ts"
import { seenOf } from "../../db/school/seen-settings.ts"
import { emailOf } from "../../db/staff/staff.ts"
import type { Office } from "../../domain/access/access.ts"
import type { HouseholdId } from "../../domain/ids.ts"
import { senderOf } from "../../domain/messages/sms.ts"
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
import { idOf, text } from "../form.ts"
import type { Visit } from "../guards.ts"
import { missing } from "../htmx.ts"

export const homeOf = (written: unknown) => idOf<HouseholdId>(text(15)(written)) || null

/** Which text an address means; missing when there is none of that name. */
export function keyOf(written: string, language: unknown): TextKey {
  const found = textIn(written) ?? missing()
  const spoken = text(5)(language)
  return { ...found, language: isLanguage(spoken) ? spoken : "nl" }
}

/** All texts, and the name above an SMS. */
export function textsOf(visit: Visit<Office>, said: Partial<SenderScreen>) {
  const { db, frame, visitor } = visit
  const now = smsSenderOf(db) ?? senderOf(db.school.name)
  const sight = { seen: seenOf(db, "sender"), changed: false }
  const sender: SenderScreen = { sender: now, now, saved: false, refusal: null, ...sight, ...said }
  const screen: TextsScreen = {
    own: ownTexts(db),
    sender,
    sms: visit.sms,
    mayChange: visitor.role === "administrator",
  }
  return {
    page: () => MessageTextsPage({ frame, screen }),
    fragment: () => SenderForm({ frame, screen: sender }),
  }
}

/** One text, as it is kept or as it was typed. */
export function textOf(visit: Visit<Office>, key: TextKey, more: Partial<TextScreen>) {
  const { db, frame, visitor, now } = visit
  const own = ownText(db, key)
  const kept = own ?? ourText(key.kind, key.channel, languages[key.language])
  const household = more.household ?? null
  const screen: TextScreen = {
    ...key,
    text: kept,
    shown: more.unsaved && more.text ? more.text : kept,
    own: own !== null,
    version: textVersion(db, key),
    meanwhile: null,
    refusal: null,
    done: null,
    unsaved: false,
    message: previewMessage(db, visitor, key, household, now),
    smsSender: smsSenderOf(db),
    households: householdsToTry(db, visitor, 50, now),
    household,
    testTo: visitor.role === "administrator" ? emailOf(db, visitor) : null,
    mobile: { written: "", refusal: null },
    sms: visit.sms,
    now,
    ...more,
  }
  return {
    page: () => MessageTextPage({ frame, screen }),
    fragment: () => MessageTextPart({ frame, screen }),
  }
}

/** A colleague wrote this text meanwhile: what stands there now, and what was typed still in the form. */
export function writtenMeanwhile(
  visit: Visit<Office>,
  key: TextKey,
  typed: Pick<TextScreen, "text" | "household">,
) {
  const now = ownText(visit.db, key) ?? ourText(key.kind, key.channel, languages[key.language])
  return textOf(visit, key, { ...typed, meanwhile: now })
}
