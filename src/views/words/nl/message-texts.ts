import type { TalkNews } from "../../../domain/message.ts"
import type { MessageText, TextKind } from "../../../domain/message-text.ts"

/**
 * Our words in messages to parents, as a school finds them and may change them. What stands between braces is filled in. Time, place
 * and link are in every message anyway.
 */
export const messageTexts: {
  email: Record<TextKind, MessageText>
  sms: Record<Exclude<TextKind, "invitation" | "invitation-reminder" | "parent-link">, string>
  /** The same where the school changed a talk, and not the family. */
  bySchool: { email: Record<TalkNews["kind"], MessageText>; sms: Record<TalkNews["kind"], string> }
} = {
  email: {
    invitation: {
      subject: "Kies een tijd: {ronde}",
      opening: "U bent welkom bij {school} voor {ronde}.",
      closing: "",
    },
    "invitation-reminder": {
      subject: "Nog niet gekozen: {ronde}",
      opening: "U heeft nog geen tijd gekozen voor {ronde} bij {school}.",
      closing: "",
    },
    "booking-confirmed": {
      subject: "Uw afspraak: {dag}, {tijd}",
      opening: "Uw afspraak staat vast.",
      closing: "Daar kunt u de afspraak ook verzetten of afzeggen.",
    },
    "booking-moved": {
      subject: "Uw afspraak is nu {dag}, {tijd}",
      opening: "Uw afspraak is verzet.",
      closing: "",
    },
    "booking-cancelled": {
      subject: "Afgezegd: uw afspraak van {dag}, {tijd}",
      opening: "Uw afspraak is afgezegd. Dit gesprek gaat niet door.",
      closing: "",
    },
    reminder: {
      subject: "Herinnering: uw afspraak op {dag}",
      opening: "U heeft binnenkort een afspraak op school.",
      closing: "Kunt u toch niet? Laat het ons weten.",
    },
    "parent-link": {
      subject: "Uw link om in te loggen bij {school}",
      opening: "U vroeg een link om in te loggen bij {school}.",
      closing: "",
    },
  },
  sms: {
    "booking-confirmed": "{school}: uw afspraak staat vast.",
    "booking-moved": "{school}: uw afspraak is verzet.",
    "booking-cancelled": "{school}: uw afspraak is afgezegd.",
    reminder: "{school}: herinnering aan uw afspraak.",
  },
  bySchool: {
    email: {
      "booking-confirmed": {
        subject: "Uw afspraak: {dag}, {tijd}",
        opening: "De school heeft een afspraak voor u gemaakt.",
        closing: "",
      },
      "booking-moved": {
        subject: "Uw afspraak is gewijzigd: {dag}, {tijd}",
        opening: "De school heeft uw afspraak verzet.",
        closing: "Kunt u dan niet? Laat het ons weten.",
      },
      "booking-cancelled": {
        subject: "Afgezegd: uw afspraak van {dag}, {tijd}",
        opening: "De school heeft uw afspraak afgezegd. Dit gesprek gaat niet door.",
        closing: "",
      },
    },
    sms: {
      "booking-confirmed": "{school} heeft een afspraak voor u gemaakt.",
      "booking-moved": "{school} heeft uw afspraak verzet.",
      "booking-cancelled": "{school} heeft uw afspraak afgezegd.",
    },
  },
}
