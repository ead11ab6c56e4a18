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
  document.querySelector("[data-focus]")?.focus()
  // Where a part is morphed the button stays under the finger and may be about somebody else by then: two taps of one finger mean one.
  let tapped = { timeStamp: -1000 }
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest('form[method="post"][data-hx-swap="outerMorph"] button')
      if (!button || event.detail === 0) return
      const isSoon = event.timeStamp - tapped.timeStamp < 500
      const isThere = Math.hypot(event.clientX - tapped.clientX, event.clientY - tapped.clientY) < 24
      tapped = event
      if (!isSoon || !isThere) return
      event.preventDefault()
      event.stopPropagation()
    },
    true,
  )
  // A parent who does nothing is asked in time, and leaves the page when the session is over.
  let active = Date.now()
  document.addEventListener("htmx:after:request", (event) => {
    if (event.detail?.ctx?.response?.status < 500) active = Date.now()
  })
  setInterval(() => {
    const stay = document.getElementById("stay")
    const idle = (Date.now() - active) / 1000
    if (stay) stay.hidden = idle < stay.dataset.warn
    if (stay && idle > stay.dataset.over) location.replace(location.pathname)
  }, 10_000)
  // A page that the browser kept whole may be of a parent who signed out since.
  addEventListener("pageshow", (event) => {
    if (event.persisted && document.getElementById("stay")) location.reload()
  })
  // A file that is too large is not sent first.
  for (const field of document.querySelectorAll("[data-most]"))
    field.addEventListener("change", () => {
      const tooLarge = field.files[0]?.size > Number(field.dataset.most)
      field.setCustomValidity(tooLarge ? field.dataset.tooLarge : "")
      field.reportValidity()
    })
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false
    button.addEventListener("click", () => print())
  }
})()
