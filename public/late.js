// How late it runs is said in lines that stand on the page already: nothing moves while one reads.
;(() => {
  const { running } = document.currentScript.dataset
  let known = ""
  const look = async () => {
    if (document.hidden) return
    const answer = await fetch(running, {
      headers: { "X-Watching": "1", "If-None-Match": known },
      cache: "no-store",
    })
    if (answer.redirected) location.reload()
    if (answer.status !== 200) return
    known = answer.headers.get("ETag")
    const said = await answer.json()
    for (const line of document.querySelectorAll("[data-late]")) {
      const [kind, text] = said[line.dataset.late] ?? ["", ""]
      if (line.textContent !== text) line.textContent = text
      line.dataset.kind = kind
    }
  }
  const lookOnce = () => look().catch(() => undefined)
  const again = () => lookOnce().then(() => setTimeout(again, 4000))
  setTimeout(again, 4000)
  // Whoever takes the phone out of a pocket sees at once how it is now.
  document.addEventListener("visibilitychange", lookOnce)
})()
