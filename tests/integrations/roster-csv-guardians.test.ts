import { describe, expect, it } from "bun:test"
import { pupilsOf, read, rosterOf, spoken, testFile } from "../support/reading.ts"

const list = (name: string) => testFile(`csv/${name}.csv`)
/** "1 de Vries devries@post.example": home, name and reach of every guardian of a pupil. */
const guardiansOf = (file: string | Uint8Array, at = 0) =>
  rosterOf(file).pupils[at]!.guardians.map(({ home, prefix, last, email, phone }) =>
    [home, prefix, last, email, phone].filter(Boolean).join(" "),
  )

describe("guardians", () => {
  it("alone, with the numbers of their children, are told apart from pupils", async () => {
    const file = await list("guardians-by-number")
    const roster = rosterOf(file)
    expect(roster.about).toBe("guardians")
    expect(roster.pupils.map(({ key, name }) => [key, name.first + name.last])).toEqual([
      ["120001", ""],
      ["120002", ""],
      ["120003", ""],
    ])
    expect(guardiansOf(file, 1)).toEqual(["1 de Vries devries@post.example"])
    expect(guardiansOf(file, 2)).toEqual(["1 Bakker bakker@post.example", "2 Jansen jansen@post.example"])
    expect(spoken(read(file))).toEqual(["E01/no-key@5"])
    expect(rosterOf("Leerlingnummer;E-mail ouder 1\n12;a@post.example").about).toBe("guardians")
  })

  it("have a second home by another address, not by another name", () => {
    const heading = "Roepnaam;Achternaam;Postcode;Huisnummer;Ouder 1;Ouder 1 adres;Ouder 2;Ouder 2 adres"
    const homes = (row: string) =>
      rosterOf(`${heading}\nSem;Vos;${row}`).pupils[0]!.guardians.map((guardian) => guardian.home)
    expect(homes("9200SA;1;Vos;;Bos;")).toEqual([1, 1])
    expect(homes("9200SA;1;Vos;Merelhof 1, 9200 SA Burgum;Bos;Kikkerpad 2, 9201 SA Burgum")).toEqual([1, 2])
    expect(homes("9200SA;1;Vos;Kikkerpad 2, 9201 SA;Bos;Merelhof 1, 9200SA")).toEqual([2, 1])
    expect(homes("9200SA;1;Vos;;Bos;Merelhof 1 9200sa")).toEqual([1, 1])
    expect(homes(";;Vos;;Bos;Merelhof 3")).toEqual([1, 1])
    expect(homes(";;Vos;Merelstr. 1;Bos;Merelstraat 1")).toEqual([1, 1])
    expect(homes(";;Vos;Merelhof 1;Bos;Merelhof 1b")).toEqual([1, 2])
    expect(homes("9200SA;1;Vos;Merelhof 5, 9202 SA;Bos;Kikkerpad 2, 9201 SA")).toEqual([2])
    const alone =
      "Roepnaam;Achternaam;Ouder 1;Ouder 2;Ouder 2 postcode\nSem;Vos;Vos;Bos;9201SA\nPim;Vos;Vos;Bos;"
    expect(rosterOf(alone).pupils.map(({ guardians }) => guardians.map(({ home }) => home))).toEqual([
      [1, 2],
      [1, 1],
    ])
  })

  it("have a second home when their row has another address than the pupil's first", () => {
    const text = `Leerlingnummer;Roepnaam;Achternaam;Postcode;Huisnummer;Ouder;Ouder e-mail
1;Sem;Vos;9200SA;1;Vos;vos@post.example
1;Sem;Vos;9299SD;8;Bos;bos@post.example
1;Sem;Vos;9200 SA;1;Vos;VOS@post.example
2;Pim;Pot;9200SA;5;Pot;pot@post.example
2;Pim;Pot;9200SA;5;Kok;kok@post.example`
    expect(guardiansOf(text)).toEqual(["1 Vos vos@post.example", "2 Bos bos@post.example"])
    expect(guardiansOf(text, 1)).toEqual(["1 Pot pot@post.example", "1 Kok kok@post.example"])
    expect(rosterOf(text).pupils[0]!.guardians[1]!.addressHash).toBe("address:9299SD|8|")
  })

  it("of Flanders, with their first name beside their name, keep their whole surname", async () => {
    const file = await list("flemish")
    expect(pupilsOf(rosterOf(file))).toEqual(["Lena||Van Damme 1A Latijn", "Arne||De Smet 1A Latijn"])
    expect(guardiansOf(file, 1)).toEqual(["1 El Idrissi samira@post.example +32470000002"])
  })

  it("whose number is secret or who want no mail are not reached by it", () => {
    const heading = "Roepnaam;Ouder 1 naam;Ouder 1 e-mail;Ouder 1 telefoon;Tel. geheim;Mag post ontvangen"
    const [one, two] = rosterOf(
      `${heading}\nSem;Vos;a@post.example;0612345678;ja;ja\nPim;Bos;b@post.example;;nee;nee`,
    ).pupils
    expect(one!.guardians[0]).toMatchObject({ email: "a@post.example", phone: null })
    expect(two!.guardians[0]).toMatchObject({ last: "Bos", email: null })
  })

  it("of a pupil with a secret address leave no trace of theirs", () => {
    const heading = "Roepnaam;Geheim adres;Ouder 1;Ouder 1 adres;Ouder 2;Ouder 2 adres"
    const places = "Vos;Merelhof 1, 9200 SA;Bos;Kikkerpad 2, 9201 SA"
    const [secret, open] = rosterOf(`${heading}\nSem;ja;${places}\nPim;nee;${places}`).pupils
    expect(secret!.guardians.map(({ home, addressHash }) => [home, addressHash])).toEqual([
      [1, null],
      [2, null],
    ])
    expect([secret!.postcodeHash, secret!.addressHash]).toEqual([null, null])
    expect(open!.guardians.map(({ addressHash }) => addressHash)).toEqual([
      "address:9200SA|1|",
      "address:9201SA|2|",
    ])
  })

  it("get the family code of the school's administration as a hash", () => {
    const roster = rosterOf("Roepnaam;Gezinscode\nSem;G12\nPim;G12\nJip;-")
    expect(roster.pupils.map((pupil) => pupil.familyHash)).toEqual(["family:G12", "family:G12", null])
  })
})
