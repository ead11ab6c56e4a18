// Asks the browser for a passkey and sends what it gives with the form. Only on pages that have such a form.
;(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0))
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "")

  // Browsers of before 2025 do not read and write JSON themselves.
  const known = (list = []) => list.map((each) => ({ ...each, id: bytes(each.id) }))
  const read = {
    get: (options) =>
      PublicKeyCredential.parseRequestOptionsFromJSON?.(options) ?? {
        ...options,
        challenge: bytes(options.challenge),
        allowCredentials: known(options.allowCredentials),
      },
    create: (options) =>
      PublicKeyCredential.parseCreationOptionsFromJSON?.(options) ?? {
        ...options,
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: known(options.excludeCredentials),
      },
  }
  const write = (credential) => {
    try {
      return credential.toJSON()
    } catch {
      const given = credential.response
      const response = { clientDataJSON: text(given.clientDataJSON) }
      for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"])
        if (given[name]) response[name] = text(given[name])
      if (given.getTransports) response.transports = given.getTransports()
      return {
        id: credential.id,
        rawId: text(credential.rawId),
        type: credential.type,
        response,
        clientExtensionResults: {},
      }
    }
  }

  async function ask(form) {
    const answer = await fetch(form.dataset.options, { headers: { Accept: "application/json" } })
    if (!answer.ok || answer.redirected) throw new Error("no options")
    const way = form.dataset.passkey
    return navigator.credentials[way]({ publicKey: read[way](await answer.json()) })
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const said = form.querySelector("[data-said]")
    if (!globalThis.PublicKeyCredential) {
      said.textContent = form.dataset.without
      continue
    }
    for (const part of form.querySelectorAll("[data-ready]")) part.hidden = false
    let busy = false
    form.addEventListener("submit", async (event) => {
      event.preventDefault()
      if (busy) return
      busy = true
      said.textContent = ""
      try {
        form.elements.credential.value = JSON.stringify(write(await ask(form)))
        form.submit()
      } catch (error) {
        said.textContent = error.name === "InvalidStateError" ? form.dataset.double : form.dataset.failed
        busy = false
      }
    })
  }
})()
