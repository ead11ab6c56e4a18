import { Elysia } from "elysia"
import { linesOf } from "../../db/households/household-lists.ts"
import { messageCounts, messageList, wrongAddresses } from "../../db/messages/message-overview.ts"
import { deliveryStates } from "../../domain/messages/message-lines.ts"
import { Messages, MessagesPage, type MessagesScreen } from "../../views/staff/messages.tsx"
import { oneOf, whole } from "../form.ts"
import { guards, type Parts } from "../guards.ts"
import { show } from "../htmx.ts"
import { messageTexts } from "./message-texts.tsx"

/** How many wrong addresses stand on the page at once. */
const mostWrong = 20
const stateOf = oneOf(...deliveryStates)

/** What parents were told, and whether it arrived. */
export const messages = (parts: Parts) =>
  new Elysia()
    .use(guards(parts))
    .get(
      "/:school/team/berichten",
      ({ visit, query }) => {
        const { db, frame, visitor, sms } = visit
        const state = stateOf(query["stand"])
        const wrong = wrongAddresses(db, visitor, sms)
        const homes = linesOf(db, [...new Set(wrong.slice(0, mostWrong).map(({ household }) => household))])
        const screen: MessagesScreen = {
          list: messageList(db, visitor, { state, page: whole(query["pagina"]) ?? 1 }),
          counts: messageCounts(db, visitor),
          state,
          wrong,
          homes: new Map(homes.map((line) => [line.id, line])),
          sms,
        }
        return show(visit, {
          page: () => MessagesPage({ frame, screen }),
          fragment: () => Messages({ frame, screen }),
        })
      },
      { planner: true },
    )
    .use(messageTexts(parts))
