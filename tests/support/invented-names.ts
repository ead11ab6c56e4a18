/** Names of nobody: first names and surnames as they are heard in Dutch classrooms, put together by chance. */

const list = (text: string) => text.split(" ")

export const firstNames = list(
  "Emma Sem Noah Julia Mila Daan Tess Finn Sara Levi Zoë Luuk Lotte Bram Fleur Thijs Roos Jurre Femke Sjoerd Jildou Tjitte Hidde Nynke Wytske Defne Emir Elif Yusuf Zeynep Kerem Ayşe Miraç Amina Yassin Noor Ilyas Salma Bilal Hafsa Mohamed Jakub Zuzanna Maja Szymon Oliwia Łucja Shanaya Jaydon Rishi Anjali Xavi Giovanni Chloé Renée Björn Anaïs Siem Vera Guus Lieke Teun Saar Mees Pim Jip Evi Liv Cas Isa Nora Ravi Soraya Kyano Tobias Merel Stijn Lynn Boaz Naomi Silvan Puck",
)

/** Prefix and surname, with a bar between them. */
export const surnames = list(
  "|Jansen de|Jong de|Vries |Bakker |Visser |Smit van_den|Berg van_der|Meer |Mulder |Dekker van|Dijk |Hoekstra |Dijkstra |Wiersma |Postma |Yıldız |Kaya |Demir |Çelik |Öztürk |El_Amrani |Bouzid |Ait_Brahim |El_Idrissi |Benali |Kowalska |Nowak |Wiśniewski |Zieliński |Lewandowska |Ramdin |Jagroep |Kartoredjo |Baldew |Pinas |Doorson van_'t|Hof de|Groot |Peeters |Willems |Kuipers in_'t|Veld |Schouten |Timmer |Boer-Smit van_Wijk_de|Leeuw |Wouters ten|Cate |Feenstra |Zijlstra |Huisman |Brouwer |Koster |Vermeer |Sanders |Prins |Blom |Molenaar",
).map((name) => {
  const [prefix = "", last = ""] = name.replaceAll("_", " ").split("|")
  return { prefix, last }
})

export const teacherNames = list(
  "Anouk|Hendriks Bart|Vos Carla|Meijer Dirk|Kok Esther|Maas Frank|Post Gülay|Arslan Hanneke|Bosch Imane|Chaoui Joost|Kramer Karin|Verhoef Lars|Jonker Marijke|Dijks Nadia|Haddad Olaf|Prins Petra|Scholten Quinten|Evers Rosa|Wolters",
).map((name) => {
  const [first = "", last = ""] = name.split("|")
  return { first, last }
})

export const streets = list(
  "Kikkerpad Merelhof Lindesingel Sterrenlaan Vlinderveld Molenwiek Waterlelie Zonnedauw",
)

/** A chance that is the same every time: mulberry32. */
export function chanceFrom(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return {
    /** True so often in a hundred times. */
    in100: (times: number) => next() * 100 < times,
    /** A whole number from `least` to `most`. */
    between: (least: number, most: number) => least + Math.floor(next() * (most - least + 1)),
    oneOf: <Thing>(things: readonly Thing[]): Thing => things[Math.floor(next() * things.length)]!,
  }
}

export type Chance = ReturnType<typeof chanceFrom>
