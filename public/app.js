// The little that htmx leaves to us. Nothing here is needed to use the site.
;(() => {
  const policy = globalThis.trustedTypes?.createPolicy("htmx", {
    createHTML: (text) => text,
    createScript: () => "",
  })
  if (policy) htmx.registerExtension("tt", { init: (api) => api.initSecurity(policy) })

  const trouble = document.getElementById("trouble")
  const tell = (text) => {
    trouble.textContent = text
    trouble.hidden = false
  }
  for (const name of ["htmx:error", "htmx:response:error"])
    document.addEventListener(name, (event) => {
      const status = event.detail?.ctx?.response?.status
      if (status === undefined || status >= 500) tell(document.body.dataset.offline)
    })
  document.addEventListener("htmx:before:request", () => {
    trouble.hidden = true
  })
  // After a change that brings a message, the message is where reading goes on.
  document.addEventListener("htmx:after:settle", () => {
    document.querySelector("[data-focus]")?.focus()
  })
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false
    button.addEventListener("click", () => print())
  }
})()
