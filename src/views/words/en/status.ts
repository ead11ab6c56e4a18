import type { Words } from "../nl.ts"

export const status: Words["status"] = {
  title: "How Tienminuten is doing",
  why: "The last backup, the last test of restoring it, and since when everything has been running.",
  lead: {
    ok: "Everything works. What is booked is in the backup within seconds.",
    degraded: "Booking works. The backup is behind: we are on it.",
    "not-ours": "The backup has the wrong settings. We are on it.",
    none: "This service has no backup.",
  },
  alarmed: "Booking works. A check found something. We are on it.",
  copied: "Last backup",
  drill: "Last test of restoring",
  drillFine: (moment, files) => `${moment}: ${files} files restored and compared, everything matched`,
  drillWrong: (moment) => `${moment}: not everything matched`,
  oldest: "Oldest in the backup",
  oldestIs: (moment) => `from ${moment}; nothing is ever older than seven days`,
  canary: "Erasing checked",
  canaryFine: (moment) => `${moment}: who was erased a week ago is nowhere in it; who was there yesterday is`,
  canaryWrong: (moment) => `${moment}: failed`,
  since: "Running since",
  notYet: "not done yet",
}
