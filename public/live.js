// Times that others choose are struck out on a page that is open, in their place: nothing moves under a finger or an eye.
;(() => {
  const { free, gone } = document.currentScript.dataset
  let known = ""
  const strike = (ids) => {
    // A time that is held for this family stands outside the form of times to choose.
    for (const button of document.querySelectorAll("#talks .choose button[name=slot]")) {
      const isGone = !ids.has(`${button.form.dataset.takes ?? ""}${button.value}`)
      if (button.disabled === isGone) continue
      button.disabled = isGone
      const name = button.getAttribute("aria-label").replace(`, ${gone}`, "")
      button.setAttribute("aria-label", isGone ? `${name}, ${gone}` : name)
    }
  }
  const look = async () => {
    if (document.hidden) return
    const answer = await fetch(free, {
      headers: { "X-Watching": "1", "If-None-Match": known },
      cache: "no-store",
    })
    if (answer.redirected) location.reload()
    if (answer.status !== 200) return
    known = answer.headers.get("ETag")
    strike(new Set((await answer.text()).split(" ")))
  }
  // A part of the page that was just swapped in is as fresh as the answer; what is known of it is asked again.
  document.addEventListener("htmx:after:swap", () => {
    known = ""
  })
  const again = () =>
    look()
      .catch(() => undefined)
      .then(() => setTimeout(again, 1500))
  setTimeout(again, 1500)
})()
