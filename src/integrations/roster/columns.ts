import type { DroppedKind } from "../../domain/rosters/roster.ts"
import type { ColumnMeaning, GuardianField } from "../../domain/rosters/roster-columns.ts"

/** What a heading alone says about its column. Where that does not decide, `unsure` names the question. */
export type HeadingSays = {
  meaning: ColumnMeaning
  /** Never read, or (the pupil's own e-mail) only read when a person says that it is something else. */
  drop?: DroppedKind
  unsure?: "name" | "number" | "affix" | "first" | "guardian-first" | "phone"
  ordinal?: 1 | 2
  /** We know this heading, also when we do not need it. */
  known: boolean
}

/** A heading as headings are compared: letters and digits only, no accents, no case. */
export const normalise = (heading: string) =>
  heading
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")

const aliases: Partial<Record<ColumnMeaning, string>> = {
  "pupil.key":
    "leerlingnummer leerlingnr llnr llnummer lnr stamnummer stamnr stamnrstr leerlingcode leerlingkey leerlingid key externalid sisid sourcedid studentid studentnumber studentnummer parnassysleerlingnummer pupilid upn",
  "pupil.first": "roepnaam voornaam firstname givenname forename callingname",
  "pupil.officialFirst": "voornamen officielevoornamen doopnamen",
  "pupil.initials": "voorletters voorletters1 initialen initials",
  "pupil.prefix":
    "voorvoegsel voorvoegsels voorv tussenvoegsel tussenvoegsels tussenv tussenvoeg tussenvoegselachternaam prefix infix",
  "pupil.last": "achternaam familienaam geslachtsnaam lastname surname familyname",
  "pupil.full": "naam volledigenaam leerling leerlingnaam name fullname",
  "pupil.birth":
    "geboortedatum geboortedat gebdatum gebdat gebdatumstr geboren dob birthdate dateofbirth birthday",
  "pupil.class":
    "klas groep groepsnaam groepnaam klasnaam klascode stamgroep stamklas basisgroep hoofdgroep class classname reg registrationgroup",
  "pupil.year": "jaargroep leerjaar jaarlaag leerfaseleerjaar jaar grade year studyyear yeargroup",
  "pupil.location": "locatie locatienaam vestiging vestigingsnaam vestigingnaam schoollocatie",
  "pupil.starts": "instroomdatum inschrijfdatum datuminschrijving datuminstroom datumin",
  "pupil.leaves": "uitstroomdatum uitschrijfdatum datumuitschrijving datumuitstroom datumuit",
  "pupil.protected": "geheimadres adresgeheim addressprotected protectedaddress adresafgeschermd",
  "address.street": "straat straatnaam adresstraat adres street address streetname",
  "address.number": "huisnummer huisnr housenr housenumber adreshuisnummer",
  "address.suffix":
    "toevoeging huisnummertoevoeging huisnrtoevoeging huisletter nrtv housenrsufix housenrsuffix adrestoevoeging",
  "address.postcode": "postcode postalcode zip zipcode adrespostcode pc",
  "family.code": "gezinsnummer gezinscode gezin gezinid familiecode familienummer familieid familycode",
  "class.teacher":
    "mentor mentoren mentornaam klassenmentor klassenmentor1 klassenmentor2 mentor1 mentor2 leerkracht leerkrachten groepsleerkracht groepsleerkrachten cmentorname pmentorname teacher",
  "school.brin": "brin brincode brinnummer brinnr",
  "school.year": "schooljaar schoolyear",
  "guardian.children":
    "leerlingcodes leerlingnummers verzorgerleerlingrelaties studentidentifiers kinderen children leerlingenlijst",
}

const guardianAliases: Record<GuardianField | "first" | "children" | "none", string> = {
  full: "naam volledigenaam name fullname",
  first: "roepnaam voornaam voornamen firstname forename givenname",
  initials: "voorletters voorletter initialen initials",
  prefix: "voorvoegsel voorvoegsels tussenvoegsel tussenvoegsels tussenv tv prefix infix",
  last: "achternaam familienaam geslachtsnaam lastname surname familyname",
  email: "email emails emailadres emailadressen mail mailadres emailthuis emailprive emailaddress",
  phone:
    "mobiel mobielnummer mobielnr mobieltelefoon mobieletelefoon mobieletelefoonnummer gsm telefoon telefoonnummer telefoonnr telnr tel telefoonmobiel telefoonthuis telefoonprive phone mobile mobilephone cell",
  street: "straat straatnaam adres adresstraat street address",
  number: "huisnummer huisnr nr nummer adreshuisnummer housenr housenumber",
  suffix: "toevoeging huisnummertoevoeging huisletter adrestoevoeging",
  postcode: "postcode adrespostcode postalcode zip",
  authority: "gezag wettelijkgezag ouderlijkgezag parentalresponsibility",
  mayMail: "magpostontvangen magmailontvangen wenstmail mailing",
  livesWith: "liveswith liveswithpupil woontbij woontbijleerling inwonend thuiswonend",
  secretPhone: "geheim telefoongeheim telgeheim geheimnummer mobielnummergeheim telefoonnummergeheim",
  children: "leerlingrelaties leerlingcodes leerlingnummers leerlingen kinderen children",
  none: "relatie soort type rol titel aanhef geslacht plaats woonplaats city adresplaats id code relation",
}

/** Never read. The first that fits counts; a heading fits when it is one of the words or the pattern finds it. */
const never: readonly [DroppedKind, RegExp][] = [
  ["bsn-last-four", /(bsn|sofi|burgerservice).*(4|vier)|(4|vier).*(bsn|sofi|burgerservice)/],
  ["bsn", /bsn|burgerservice|sofi(nr|nummer)|^pgn$|persoonsgebonden/],
  ["education-number", /onderwijsn(r|ummer)/],
  ["national-number", /rijksregister|^insz|^rrn$/],
  ["bank-account", /iban$|ibann|bankrek|rekeningn|^bic$/],
  ["ethnicity", /etnic|ethnic/],
  ["country", /nationaliteit|geboorteland|geboorteplaats|^land(vader|moeder)?$|herkomst|nationality/],
  ["weight", /gewicht/],
  ["home-language", /thuistaal|moedertaal|homelanguage/],
  ["medical", /^medi[sc]|allergie|huisarts|dieet|diagnose|medication/],
  ["password", /wachtwoord|password|pincode/],
  ["photo", /^foto|^photo|pasfoto/],
  ["username", /gebruikersnaam|username|^login|accountnaam/],
  ["eck-id", /eckid/],
  ["sex", /geslacht(?!snaam)|^gender$|^sekse|^sex$/],
]

const tableOf = <Meaning extends string>(table: Partial<Record<Meaning, string>>) =>
  new Map(
    (Object.entries(table) as [Meaning, string][]).flatMap(([meaning, words]) =>
      words.split(" ").map((word): [string, Meaning] => [word, meaning]),
    ),
  )
const pupilTable = tableOf(aliases)
const guardianTable = tableOf(guardianAliases)
/** Earlier in its list is surer: of "roepnaam" and "voornaam" the first is the name a child is called by. */
export const rankOf = (heading: string, meaning: ColumnMeaning) => {
  const at = (aliases[meaning] ?? "").split(" ").indexOf(normalise(heading))
  return at < 0 ? 99 : at
}

const emails = /^(e?mail|e?mailadres|e?mailaddress|schoolmail|emailschool|secondaryemail)$/
const phones =
  /^(telefoon|telefoonnummer|mobiel|mobielnummer|tel|phone|telefoonthuis|telefoon2|noodnummer|gsm)$/
const useless =
  /^(nood.*|instellingsnummer|klasnummer|volgnummer|plaats|woonplaats|city|adresplaats|state|country|leerweg|studie|profiel.*|studyperiod|lesgroepen|middlename|status|achternaampartner|uitstroombestemming|leeftijd)$/

/** What a heading says about its column. Nothing of the column's contents is looked at here. */
export function readHeading(heading: string): HeadingSays {
  const words = normalise(heading)
  if (words === "") return { meaning: "ignore", known: false }
  const drop = never.find(([, pattern]) => pattern.test(words))?.[0]
  if (drop) return { meaning: "ignore", drop, known: true }
  return readGuardianHeading(words) ?? readPupilHeading(words)
}

function readPupilHeading(words: string): HeadingSays {
  const bare = words.replace(
    /^(van)?(de)?(leerlingen|leerling|lln|student|pupil|kind)(?=.)|(?<=.)(van)?(de)?(leerling|kind|student)$/g,
    "",
  )
  for (const word of [words, bare]) {
    const meaning = pupilTable.get(word)
    if (word === "naam" || word === "name") return { meaning: "pupil.full", unsure: "name", known: true }
    if (word === "voornaam" || word === "firstname")
      return { meaning: "pupil.first", unsure: "first", known: true }
    if (meaning) return { meaning, known: true }
    if (emails.test(word)) return { meaning: "ignore", drop: "pupil-email", known: true }
    if (phones.test(word)) return { meaning: "ignore", unsure: "phone", known: true }
    if (/^(nummer|nr|id|code|number)$/.test(word)) return { meaning: "ignore", unsure: "number", known: true }
    if (word === "tv") return { meaning: "pupil.prefix", unsure: "affix", known: true }
    if (useless.test(word)) return { meaning: "ignore", known: true }
  }
  return { meaning: "ignore", known: false }
}

const flags = tableOf<GuardianField>({
  authority: "gezag ouderlijkgezag parentalresponsibility",
  mayMail: "magpostontvangen wenstcontactviaemail",
  livesWith: "liveswithpupil",
  secretPhone: "telgeheim tel1geheim",
})
const person =
  /ouders?(?:ofdan|of|en)?verzorgers?|verzorgende?ouder|ouders?|verzorgers?|contactpersoon|contacts?(?!urname)|parents?(?!urname)|guardians?(?!urname)|carers?|lpv|moeder|vader|voogd|mother|father/g

/** "Verzorger 1 e-mail", "E-mailadres ouder/verzorger 1", "Mobiel moeder": word order does not matter. Null: about no guardian. */
function readGuardianHeading(words: string): HeadingSays | null {
  const flag = flags.get(words)
  if (flag) return guardianSays(1, flag)
  if (words.startsWith("nood") || words.search(person) < 0) return null
  const rest = words.replace("ouderlijkgezag", "gezag").replace(person, "")
  const [, head = "", middle = "", tail = ""] = /^(eerste|tweede|1ste|2de|[12]e|\d)?(.*?)(\d)?$/.exec(rest)!
  const ordinal = numberOf(head) || numberOf(tail) || (/vader|father/.test(words) ? 2 : 1)
  const [field] = [middle, middle.replace(/(vande|van)$/, ""), middle.replace(/\d$/, "")].flatMap((word) =>
    word === "" ? "full" : (guardianTable.get(word) ?? []),
  )
  if (field === undefined || ordinal > 2) return { meaning: "ignore", known: field !== undefined }
  return guardianSays(ordinal as 1 | 2, field)
}

const numberOf = (word: string) =>
  word === "eerste" ? 1 : word === "tweede" ? 2 : Number.parseInt(word, 10) || 0

function guardianSays(ordinal: 1 | 2, field: GuardianField | "first" | "children" | "none"): HeadingSays {
  if (field === "children") return { meaning: "guardian.children", known: true }
  if (field === "none") return { meaning: "ignore", known: true }
  if (field === "first") return { meaning: "ignore", unsure: "guardian-first", ordinal, known: true }
  return { meaning: `guardian${ordinal}.${field}`, ordinal, known: true }
}
