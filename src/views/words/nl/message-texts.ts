import type { MessageText, TextKind } from "../../../domain/messages/message-text.ts"
import type { TalkNews } from "../../../domain/messages/talk-news.ts"
import type { Place } from "../../../domain/talks/place.ts"

/** "same-time": the talk goes on as it was, with another teacher. "longer", "shorter": only its length changes. */
export type BySchool = TalkNews["kind"] | "same-time" | "longer" | "shorter"

/**
 * Our words in messages to parents, as a school finds them and may change them. What stands between braces is filled in. Time, place
 * and link are in every message anyway.
 */
export const messageTexts: {
  email: Record<TextKind, MessageText>
  sms: Record<Exclude<TextKind, "invitation" | "parent-link">, string>
  /** The same where the school changed a talk, and not the family. */
  bySchool: { email: Record<BySchool, MessageText>; sms: Record<BySchool, string> }
  /** A talk that is held elsewhere, at the same time; a school changes no word of these. */
  otherPlace: Record<"subject" | "opening" | "sms", Record<Place, string>> & {
    bySchool: Pick<MessageText, "opening" | "closing">
  }
} = {
  email: {
    invitation: {
      subject: "Kies een tijd: {ronde}",
      opening: "U bent welkom bij {school} voor {ronde}.",
      closing: "",
    },
    "invitation-reminder": {
      subject: "Nog niet gekozen: {ronde}",
      opening: "U heeft nog niet alle tijden gekozen voor {ronde} bij {school}.",
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
      opening: "U heeft binnenkort een afspraak met {school}.",
      closing: "Kunt u toch niet? Laat het ons weten.",
    },
    "time-offered": {
      subject: "Er is een tijd vrij: {dag}, {tijd}",
      opening: "Er is een tijd vrijgekomen bij {leraar}, voor wie u op de wachtlijst staat.",
      closing: "",
    },
    "waiting-changed": {
      subject: "Over uw plek op de wachtlijst",
      opening: "Er is iets veranderd aan uw plek op de wachtlijst voor een gesprek met {leraar}.",
      closing: "",
    },
    "swap-asked": {
      subject: "Wilt u ruilen? Uw afspraak van {dag}, {tijd}",
      opening: "Een ander gezin vraagt of u van tijd wilt ruilen.",
      closing: "",
    },
    "swap-over": {
      subject: "Niet geruild: uw afspraak blijft {dag}, {tijd}",
      opening: "Ruilen is niet gelukt. Uw afspraak blijft zoals die was.",
      closing: "",
    },
    "parent-link": {
      subject: "Uw link om in te loggen bij {school}",
      opening: "U vroeg een link om in te loggen bij {school}.",
      closing: "",
    },
  },
  sms: {
    "invitation-reminder": "{school}: u koos nog niet alle tijden.",
    "booking-confirmed": "{school}: uw afspraak staat vast.",
    "booking-moved": "{school}: uw afspraak is verzet.",
    "booking-cancelled": "{school}: uw afspraak is afgezegd.",
    reminder: "{school}: herinnering aan uw afspraak.",
    "time-offered": "{school}: er is een tijd voor u vrij.",
    "waiting-changed": "{school}: over de wachtlijst.",
    "swap-asked": "{school}: een ander gezin wil ruilen.",
    "swap-over": "{school}: ruilen lukte niet. Uw afspraak blijft.",
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
      "same-time": {
        subject: "Uw afspraak van {dag}, {tijd}, gaat door",
        opening: "Uw afspraak gaat door, met een andere leraar.",
        closing: "",
      },
      longer: {
        subject: "Uw afspraak duurt langer: {dag}, {tijd}",
        opening: "Uw afspraak duurt langer dan eerst. Hij begint op dezelfde tijd.",
        closing: "Kunt u dan niet? Laat het ons weten.",
      },
      shorter: {
        subject: "Uw afspraak duurt korter: {dag}, {tijd}",
        opening: "Uw afspraak duurt korter dan eerst. Hij begint op dezelfde tijd.",
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
      "same-time": "{school}: uw afspraak gaat door.",
      longer: "{school}: uw afspraak duurt langer dan eerst.",
      shorter: "{school}: uw afspraak duurt korter dan eerst.",
      "booking-cancelled": "{school} heeft uw afspraak afgezegd.",
    },
  },
  otherPlace: {
    subject: {
      school: "Uw afspraak van {dag}, {tijd}, is nu op school",
      online: "Uw afspraak van {dag}, {tijd}, is nu online",
      phone: "Uw afspraak van {dag}, {tijd}, is nu telefonisch",
    },
    opening: {
      school: "Uw afspraak is nu op school. De tijd blijft hetzelfde.",
      online: "Uw afspraak is nu online. De tijd blijft hetzelfde.",
      phone: "Uw afspraak is nu telefonisch. De tijd blijft hetzelfde.",
    },
    bySchool: {
      opening: "De school heeft de plek van uw afspraak gewijzigd.",
      closing: "Kunt u dan niet? Laat het ons weten.",
    },
    sms: {
      school: "{school}: uw afspraak is nu op school.",
      online: "{school}: uw afspraak is nu online.",
      phone: "{school}: uw afspraak is nu telefonisch.",
    },
  },
}
