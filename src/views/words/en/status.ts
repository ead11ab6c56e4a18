import type { Words } from "../nl.ts"

export const status: Words["status"] = {
  title: "How Tienminuten is doing",
  why: "The last backup, the last trial of bringing back, and since when all runs.",
  lead: {
    ok: "All works. What is booked is in the backup within seconds.",
    degraded: "Booking works. The backup is behind: we are on it.",
    "not-ours": "The backup has the wrong settings. We are on it.",
    none: "This service has no backup.",
  },
  alarmed: "Booking works. A check found something. We are on it.",
  copied: "Last backup",
  drill: "Last trial of bringing back",
  drillFine: (moment, files) => `${moment}: ${files} files brought back and compared, all was right`,
  drillWrong: (moment) => `${moment}: not all was right`,
  oldest: "Oldest in the backup",
  oldestIs: (moment) => `of ${moment}; nothing gets older than seven days`,
  canary: "Erasing looked at",
  canaryFine: (moment) => `${moment}: who was erased a week ago is nowhere in it; who was there yesterday is`,
  canaryWrong: (moment) => `${moment}: failed`,
  since: "Running since",
  notYet: "not done yet",
}
