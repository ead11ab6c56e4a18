import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import { readClass } from "../../src/integrations/roster/classes.ts"
import { dateOrder, readDate } from "../../src/integrations/roster/dates.ts"
import {
  addressText,
  readAddress,
  readEmails,
  readPhone,
  readPostcode,
  sameHome,
} from "../../src/integrations/roster/facts.ts"
import { guardianSurname, splitFull, splitSurname } from "../../src/integrations/roster/names.ts"
import { clean } from "../../src/integrations/roster/text.ts"
import { anySign } from "../support/any-sign.ts"
import { readingDay } from "../support/reading.ts"

describe("a whole name in one cell", () => {
  const cases: [string, string, string, string][] = [
    ["Zoë van der Berg", "Zoë", "van der", "Berg"],
    ["Berg, Zoë van der", "Zoë", "van der", "Berg"],
    ["Berg, van der, Zoë", "Zoë", "van der", "Berg"],
    ["van der Berg, Zoë", "Zoë", "van der", "Berg"],
    ["Berg van der, Zoë", "Zoë", "van der", "Berg"],
    ["Vries, S. (Sem) de", "Sem", "de", "Vries"],
    ["Gradje van 't Hof", "Gradje", "van 't", "Hof"],
    ["Hof, Gradje van ’t", "Gradje", "van ’t", "Hof"],
    ["Jan Willem de Boer", "Jan Willem", "de", "Boer"],
    ["Yassin El Amrani", "Yassin", "", "El Amrani"],
    ["El Amrani, Yassin", "Yassin", "", "El Amrani"],
    ["Lena Van Damme", "Lena", "", "Van Damme"],
    ["Jansen, Ben", "Ben", "", "Jansen"],
    ["J. P. Jansen", "J. P.", "", "Jansen"],
    ["Wimpie", "Wimpie", "", ""],
    ["Berg, van der", "", "van der", "Berg"],
    ["", "", "", ""],
    [" , ,, ", "", "", ""],
  ]
  it("falls apart into first name, prefix and surname", () => {
    for (const [written, first, prefix, last] of cases)
      expect([written, splitFull(written)]).toEqual([written, { first, prefix, last }])
  })

  it("of a guardian gives the surname, without titles, initials and first name", () => {
    for (const [written, prefix, last] of [
      ["Dhr. J. van der Berg", "van der", "Berg"],
      ["De heer en mevrouw Jansen", "", "Jansen"],
      ["Mevr. A. Jansen-de Vries", "", "Jansen-de Vries"],
      ["Fam. de Vries", "de", "Vries"],
      ["J. en P. Jansen", "", "Jansen"],
      ["Jansen, J.", "", "Jansen"],
      ["Ayşe Yılmaz", "", "Yılmaz"],
      ["M. El Amrani", "", "El Amrani"],
      ["van 't Hof", "van 't", "Hof"],
      ["Heerema", "", "Heerema"],
    ] as const)
      expect([written, guardianSurname(written)]).toEqual([written, { prefix, last }])
  })

  it("loses no letter, whatever it is", () => {
    // A prefix that stands there twice is kept once.
    const letters = (text: string) => new Set(text.replace(/[^\p{L}]/gu, ""))
    const word = fc.constantFrom(
      "van",
      "der",
      "Zoë",
      "El",
      "de",
      "Berg",
      "'t",
      "J.",
      "Jansen-Smit",
      ",",
      "Ben",
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 7 }), (words) => {
        const { first, prefix, last } = splitFull(words.join(" "))
        expect(letters(first + prefix + last)).toEqual(letters(words.join("")))
      }),
    )
  })

  it("and a surname gives up the prefix it holds, but not a Flemish one", () => {
    expect(splitSurname("van der Berg", "")).toEqual({ prefix: "van der", last: "Berg" })
    expect(splitSurname("Berg, van der", "")).toEqual({ prefix: "van der", last: "Berg" })
    expect(splitSurname("van Dijk", "van")).toEqual({ prefix: "van", last: "Dijk" })
    expect(splitSurname("Van Damme", "")).toEqual({ prefix: "", last: "Van Damme" })
    expect(splitSurname("de", "")).toEqual({ prefix: "", last: "de" })
  })
})

describe("a date", () => {
  it("is read however a school writes it", () => {
    for (const written of [
      "27-3-2015",
      "27/03/2015",
      "27.3.2015",
      "2015-03-27",
      "20150327",
      "27 maart 2015",
      "27-mrt-2015",
      "27-3-2015 00:00:00",
      "2015-03-27T00:00:00",
      "2015-03-27+02:00",
      "42090",
    ])
      expect([written, readDate(written)]).toEqual([written, "2015-03-27"])
  })

  it("is none when there is no such day, or when its year is not whole", () => {
    for (const written of ["30-2-2015", "00-00-2015", "27-3-15", "ooit", "", "12", "1-2-3-4", "99999999"])
      expect([written, readDate(written)]).toEqual([written, null])
  })

  it("has the month first when one of its column cannot be read otherwise", () => {
    const column = ["4/2/2016", "11/22/2016"]
    expect(dateOrder(column)).toBe("month-first")
    expect(column.map((cell) => readDate(cell, dateOrder(column)))).toEqual(["2016-04-02", "2016-11-22"])
    expect(dateOrder(["22/11/2016", "2016-11-22"])).toBe("day-first")
  })
})

describe("an e-mail address", () => {
  it("is found however it is wrapped", () => {
    for (const [cell, ...emails] of [
      ["Jan@POST.Example", "Jan@post.example"],
      [" mailto:jan@post.example ", "jan@post.example"],
      ["Jan Vos <jan@post.example>; Els <els@post.example>", "jan@post.example", "els@post.example"],
      ["jan@post.example / els@post.example", "jan@post.example", "els@post.example"],
      ["jan@post.example\nels@post.example", "jan@post.example", "els@post.example"],
      ["jan@post.example,jan@post.example", "jan@post.example"],
      ["jan.van-'t.hof+kind@sub.post.example.", "jan.van-'t.hof+kind@sub.post.example"],
    ])
      expect(readEmails(cell!)).toEqual({ emails, wrong: false })
  })

  it("is absent when someone wrote that there is none", () => {
    for (const cell of [
      "",
      "-",
      "nvt",
      "n.v.t.",
      "geen",
      "GEEN",
      "onbekend",
      "x@x.nl",
      "geen@geen.nl",
      "noemail@school.nl",
    ])
      expect([cell, readEmails(cell)]).toEqual([cell, { emails: [], wrong: false }])
  })

  it("is wrong when nothing can be sent there", () => {
    for (const cell of [
      "jan(at)post.example",
      "jan@post",
      "jan@@post.example",
      "@post.example",
      "jan@-post.example",
      "ján@post.example",
      "jan@post..example",
      "jan.@post.example",
    ])
      expect([cell, readEmails(cell)]).toEqual([cell, { emails: [], wrong: true }])
    expect(readEmails("jan@post.example; els@post")).toEqual({ emails: ["jan@post.example"], wrong: true })
  })
})

describe("a phone number", () => {
  it("begins with its country", () => {
    for (const [cell, phone] of [
      ["06-12345678", "+31612345678"],
      ["+31 (0)6 1234 5678", "+31612345678"],
      ["0031612345678", "+31612345678"],
      ["31612345678", "+31612345678"],
      ["020 - 555 01 23 (werk)", "+31205550123"],
      ["06 12345678 / 020 5550123", "+31612345678"],
      ["thuis; 0612345678", "+31612345678"],
      ["+32 470 00 00 01", "+32470000001"],
      ["112", null],
      ["onbekend", null],
      ["06123456789012345", null],
      ["6,12E+08", null],
    ] as const)
      expect([cell, readPhone(cell).phone]).toEqual([cell, phone])
  })

  it("that lost its nought gets it back", () => {
    expect(readPhone("612345678")).toEqual({ phone: "+31612345678", damaged: true })
    expect(readPhone("0612345678").damaged).toBe(false)
  })
})

describe("an address", () => {
  it("has a postcode that looks alike however it was typed", () => {
    for (const written of ["1234AB", "1234 ab", " 1234\u00a0\u00a0AB", "1234-AB"])
      expect(readPostcode(written)).toBe("1234AB")
    expect(["1O34AB", "2000", "26789", "", "-", "0000AA", "geen"].map(readPostcode)).toEqual([
      "1034AB",
      "2000",
      "26789",
      null,
      null,
      null,
      null,
    ])
  })

  it("is one whether it stands in one cell or in four", () => {
    const wanted = "1234AB|12|a"
    for (const cells of [
      { street: "Merelhof", number: "12", suffix: "A", postcode: "1234AB" },
      { street: "Merelhof 12a", postcode: "1234 AB" },
      { street: "Merelhof 12-A, 1234 AB Burgum" },
      { number: "12 a", postcode: "1234ab" },
      { number: "nr. 012A", postcode: "1234ab" },
    ])
      expect(addressText(readAddress(cells))).toBe(wanted)
    expect(readAddress({ street: " ", postcode: "-" })).toBeNull()
    expect(addressText(readAddress({ street: "Plein 1944 5", postcode: "1234AB" }))).toBe("1234AB|5|")
  })

  it("is another only by what both say", () => {
    const home = (street: string) => readAddress({ street })!
    expect(sameHome(home("Merelhof 1, 1234 AB"), home("Merelhof 1"))).toBe(true)
    expect(sameHome(home("Merelhof 1"), home("Kikkerpad 1"))).toBe(false)
    expect(sameHome(home("Merelhof 1, 1234 AB"), home("Merelhf 1, 1234AB"))).toBe(true)
    expect(sameHome(home("Merelhof 1, 1234 AB"), home("Merelhof 1, 1234 AC"))).toBe(false)
    expect(sameHome(home("Merelhof 1, 1234 AB"), home("Merelhof 1a, 1234 AB"))).toBe(false)
  })
})

it("a class that is no date is left as it is", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("4A", "H4a", "hv1c", "h4.hak1", "1/2B", "1-2 Beren", "groep 8", "3-4-5", "5V2"),
      (name) => {
        expect(readClass(name, readingDay)).toEqual({ name, damaged: false })
      },
    ),
  )
})

it("text is cleaned the same way twice", () => {
  fc.assert(
    fc.property(fc.string({ unit: anySign, maxLength: 400 }), (text) => {
      expect(clean(clean(text))).toBe(clean(text))
      expect(clean(text).length).toBeLessThanOrEqual(256)
    }),
  )
})
