import { budgets } from "../../domain/access/attempts.ts"
import { session, staffSession } from "../../domain/access/sign-in.ts"
import { Companies, Part } from "./paper-parts.tsx"
import type { PapersProps, PapersScreen } from "./papers-screen.ts"

type Cookie = keyof PapersScreen["cookies"]

/** Every cookie and every company. */
export function CookiesAndCompanies(props: PapersProps) {
  const { frame, screen } = props
  const words = frame.words.papers.cookies
  const { privacy } = frame.words.door
  const signedIn = ({ idleMinutes, longestHours }: { idleMinutes: number; longestHours: number }) =>
    privacy.sessionLasts(idleMinutes, longestHours)
  const about: Record<Cookie, [why: string, lasts: string]> = {
    session: [privacy.cookies.session, signedIn(session)],
    device: [privacy.cookies.device, privacy.days(budgets.device.days)],
    language: [privacy.cookies.language, privacy.year],
    wanted: [privacy.cookies.wanted, privacy.minutes(screen.wantedMinutes)],
    team: [words.team, signedIn(staffSession)],
    video: [words.video, signedIn(staffSession)],
    link: [words.link, privacy.minutes(10)],
    step: [words.step, privacy.minutes(screen.halfwayMinutes)],
  }
  return (
    <>
      <Part title={words.title}>
        <p>{words.lead}</p>
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.why}</th>
              <th scope="col">{words.lasts}</th>
            </tr>
          </thead>
          <tbody>
            {(Object.keys(about) as Cookie[]).map((cookie) => (
              <tr>
                <th scope="row">
                  <bdi>{screen.cookies[cookie]}</bdi>
                </th>
                <td data-label={words.why}>{about[cookie][0]}</td>
                <td data-label={words.lasts}>{about[cookie][1]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Part>
      <Companies {...props} />
    </>
  )
}
