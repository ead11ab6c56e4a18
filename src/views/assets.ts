/** The names of our static files, filled in by the room that serves them: each holds a hash of its content. */
export const assetNames = {
  css: "app.css",
  parent: "parent.css",
  staff: "staff.css",
  print: "print.css",
  hall: "hall.css",
  script: "app.js",
  passkey: "passkey.js",
  live: "live.js",
  late: "late.js",
  htmx: "htmx.js",
  proof: "proof.js",
  icon: "icon.svg",
}
