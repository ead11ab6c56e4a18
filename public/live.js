// Times that others choose are struck out on a page that is open, in their place: nothing moves under a finger or an eye.
;(() => {
  const { free, gone } = document.currentScript.dataset
  const news = document.getElementById("news")
  let known = ""
  let turn = 0
  // A time that is held for this family stands outside the form of times to choose; a set is gone with one of its times.
  const shown = ":is(#talks, #times) .choose button[name=slot], button[data-set]"
  const timesOf = ({ dataset, form, value }) =>
    dataset.set?.split(" ") ?? [`${form.dataset.takes ?? ""}${value}`]
  const strike = (ids) => {
    for (const button of document.querySelectorAll(shown)) {
      const isGone = timesOf(button).some((time) => !ids.has(time))
      if (button.disabled === isGone) continue
      button.disabled = isGone
      const name = button.getAttribute("aria-label").replace(`, ${gone}`, "")
      button.setAttribute("aria-label", isGone ? `${name}, ${gone}` : name)
    }
  }
  const look = async () => {
    if (document.hidden) return
    const asked = turn
    const answer = await fetch(free, {
      headers: { "X-Watching": "1", "If-None-Match": known },
      cache: "no-store",
    })
    if (answer.redirected) location.reload()
    if (answer.status !== 200) return
    const ids = new Set((await answer.text()).split(" "))
    // While a press of one's own is on its way, or came in between, what it changed is no news.
    if (asked !== turn || document.querySelector(".htmx-request")) return
    known = answer.headers.get("ETag")
    strike(ids)
    news.hidden = answer.headers.get("X-Own") === document.querySelector("[data-own]").dataset.own
  }
  // A part of the page that was just swapped in is as fresh as the answer; what is known of it is asked again.
  document.addEventListener("htmx:after:swap", () => {
    known = ""
    turn++
  })
  const again = () =>
    look()
      .catch(() => undefined)
      .then(() => setTimeout(again, 1500))
  setTimeout(again, 1500)
})()
