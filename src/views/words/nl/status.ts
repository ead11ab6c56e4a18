import type { BackupHealth } from "../../../domain/backup/backup.ts"

/** How the service is, for schools. */
export const status = {
  title: "Hoe het met Tienminuten gaat",
  why: "De laatste reservekopie, de laatste proef met terugzetten, en sinds wanneer alles draait.",
  lead: {
    ok: "Alles werkt. Wat geboekt wordt, staat binnen enkele seconden ook in de reservekopie.",
    degraded: "Boeken werkt. De reservekopie loopt achter: we zijn ermee bezig.",
    "not-ours": "De reservekopie staat verkeerd ingesteld. We zijn ermee bezig.",
    none: "Deze dienst heeft geen reservekopie.",
  } satisfies Record<BackupHealth, string>,
  alarmed: "Boeken werkt. Een controle vond iets. We zijn ermee bezig.",
  copied: "Laatste reservekopie",
  drill: "Laatste proef met terugzetten",
  drillFine: (moment: string, files: number) =>
    `${moment}: ${files} bestanden teruggezet en vergeleken, alles klopte`,
  drillWrong: (moment: string) => `${moment}: niet alles klopte`,
  oldest: "Oudste in de reservekopie",
  oldestIs: (moment: string) => `van ${moment}; ouder dan zeven dagen komt niet voor`,
  canary: "Wissen nagekeken",
  canaryFine: (moment: string) =>
    `${moment}: wie een week geleden werd gewist, staat nergens meer in; wie er gisteren was, wel`,
  canaryWrong: (moment: string) => `${moment}: niet gelukt`,
  since: "Draait sinds",
  notYet: "nog niet gedaan",
}
