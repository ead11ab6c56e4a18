import { describe, expect, it } from "bun:test"
import fc from "fast-check"
import {
  evenFactor,
  sameFirst,
  sameSurname,
  surnamesIn,
  triedNames,
  wantedPage,
  writtenDate,
} from "../../../src/domain/access/sign-in.ts"

describe("a birth date", () => {
  it("may be typed in many ways", () => {
    const ways = [
      ["27", "3", "2015"],
      ["27", "03", "15"],
      ["27", "maart", "2015"],
      ["27", "mrt.", "2015"],
      ["27", "March", "2015"],
      ["27-3-2015", "", ""],
      ["27 maart 2015", "", ""],
      ["2015-03-27", "", ""],
    ] as const
    for (const [day, month, year] of ways)
      expect(evenFactor("birth-date", writtenDate(day, month, year))).toBe("2015-03-27")
  })

  it("is none when there is no such day", () => {
    for (const [day, month, year] of [
      ["31", "2", "2015"],
      ["", "", ""],
      ["27", "blub", "2015"],
      ["27", "3", ""],
    ] as const)
      expect(evenFactor("birth-date", writtenDate(day, month, year))).toBeNull()
  })

  it("knows every month by its name in Dutch and English", () => {
    for (let month = 1; month <= 12; month++)
      for (const locale of ["nl", "en"]) {
        const name = new Intl.DateTimeFormat(locale, { month: "long" }).format(new Date(2015, month - 1, 1))
        expect(evenFactor("birth-date", writtenDate("9", name, "2015"))).toBe(
          `2015-${String(month).padStart(2, "0")}-09`,
        )
      }
  })
})

describe("a postcode or a number", () => {
  it("may be typed with any blanks and case", () => {
    expect(evenFactor("postcode", "1234 ab")).toBe("34AB")
    expect(evenFactor("postcode", "34 AB")).toBe("34AB")
    expect(evenFactor("pupil-number", "00 1201")).toBe("1201")
    expect(evenFactor("bsn4", " 1234 ")).toBe("1234")
    expect(evenFactor("bsn4", "123456782")).toBeNull()
  })
})

describe("a name", () => {
  it("is compared kindly", () => {
    for (const [typed, known] of [
      ["Zoe", "Zoë"],
      ["anne", "Anne Fleur"],
      ["Anne-Fleur", "Anne Fleur"],
      ["Anne Fleur", "Anne"],
    ] as const)
      expect(sameFirst(typed, known)).toBe(true)
    for (const [typed, known] of [
      ["van der Berg", "Berg"],
      ["Berg, van der", "Berg"],
      ["v.d. Berg", "Berg"],
      ["Jansen", "Jansen-de Vries"],
      ["de Vries", "Jansen-de Vries"],
      ["Jansen - de Vries", "Jansen-de Vries"],
      ["Jansen-de Vries", "Jansen"],
      ["El Amrani", "El-Amrani"],
      ["Demir", "Yilmaz Demir"],
      ["IJsbrand", "Ysbrand"],
    ] as const)
      expect(`${typed}: ${sameSurname(typed, known)}`).toBe(`${typed}: true`)
  })

  it("is not another name", () => {
    for (const [typed, known] of [
      ["El", "El-Amrani"],
      ["de", "de Vries"],
      ["Jan", "Jansen"],
      ["", "Jansen"],
    ] as const)
      expect(`${typed}: ${sameSurname(typed, known)}`).toBe(`${typed}: false`)
    expect(sameFirst("", "")).toBe(false)
    expect(sameFirst("De", "Defne")).toBe(false)
  })

  const name = fc.stringMatching(/^[A-Za-zë' -]{0,14}$/)
  it("that matches a child is always counted as a try for that child, whatever is added to it", () => {
    fc.assert(
      fc.property(name, name, name, name, (first, last, more, other) => {
        for (const [typedFirst, typedLast] of [
          [first, last],
          [`${first} ${more}`, `${last} ${other}`],
          [`${first} ${more}`, `${other}-${last}`],
          [more, other],
        ] as const)
          if (sameFirst(typedFirst, first) && sameSurname(typedLast, last)) {
            const counted = new Set(triedNames(typedFirst, typedLast))
            expect(triedNames(first, last).some((each) => counted.has(each))).toBe(true)
          }
      }),
      { numRuns: 2000 },
    )
  })

  it("always opens for itself", () => {
    fc.assert(
      fc.property(name, (written) => {
        if (surnamesIn(written).length > 0) expect(sameSurname(written, written)).toBe(true)
      }),
    )
  })
})

describe("the page a parent wanted", () => {
  it("is one of their own school", () => {
    for (const path of [
      "/school/gesprekken",
      "/school/gesprekken/12",
      "/school/afspraak/3",
      "/school/afspraak/3/verzetten",
    ])
      expect(wantedPage("school", path)).toBe(path)
  })

  it("is never elsewhere", () => {
    for (const path of [
      "//boos.example/school/gesprekken",
      "https://boos.example",
      "/andere/gesprekken",
      "/school/team",
      "/school/gesprekken/../../andere",
      "/school/gesprekken/1\r\nSet-Cookie: a=b",
      "/school/afspraak/",
      "/school/gesprekkenx",
      "",
    ])
      expect(wantedPage("school", path)).toBeNull()
  })
})
