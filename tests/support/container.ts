import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { imageIn } from "../../bin/pin-images.ts"
import { litestream } from "./backup.ts"

// What a container engine does with our Dockerfile, done by hand on a bare Debian root: every step is read from the Dockerfile itself. Needs
// root and debootstrap, and no engine. Images of others are the only thing that is not theirs: see `bases`.

/** One instruction of a Dockerfile: "COPY" and "public ./public". */
export type Step = { does: string; says: string }

/** What an image says beside its files. */
export type Image = {
  root: string
  env: Record<string, string>
  folder: string
  command: string[]
  health: string[]
  stopSignal: string
}

const known = [
  "FROM",
  "WORKDIR",
  "COPY",
  "RUN",
  "ENV",
  "VOLUME",
  "EXPOSE",
  "HEALTHCHECK",
  "STOPSIGNAL",
  "CMD",
]

/** The instructions of a Dockerfile, in order. Throws at one that we would not know how to follow. */
export function stepsIn(text: string): Step[] {
  const lines = text.split("\n").filter((line) => !line.startsWith("#"))
  const whole = lines.join("\n").replace(/\\\n/g, " ").split("\n")
  return whole
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [, does = "", says = ""] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? []
      if (!known.includes(does)) throw new Error(`Nobody here knows how to do this: ${line}`)
      return { does, says: says.trim() }
    })
}

/** What of our folder reaches the engine: .dockerignore keeps all out but what it names. */
export function reachesTheEngine(
  path: string,
  ignore: string = readFileSync(".dockerignore", "utf8"),
): boolean {
  const rules = ignore.split("\n").filter(Boolean)
  if (rules[0] !== "*") throw new Error(".dockerignore must begin by keeping all out")
  const clean = path.replace(/^\.\//, "").replace(/\/$/, "")
  return rules.slice(1).some((rule) => clean === rule.slice(1) || clean.startsWith(`${rule.slice(1)}/`))
}

/** Runs a program and gives what it said. Throws with that when it fails. */
export function run(words: string[], env: Record<string, string> = path): string {
  const { exitCode, stdout, stderr } = Bun.spawnSync(words, { env, stdin: "ignore" })
  const said = `${stdout}${stderr}`
  if (exitCode !== 0) throw new Error(`${words.join(" ")}\n${said}`)
  return said
}
const path = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" }

/** The words that run something in a root as if it were all there is, in processes of its own. */
const inside = ({ root, folder }: Pick<Image, "root" | "folder">, words: string[]) => [
  ...["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c"],
  `mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && cd / && exec chroot "$0" sh -c 'cd "$0" && exec "$@"' "$@"`,
  ...[root, folder, ...words],
]

/** The images that ours begins from, as far as it can see. Throws at one that nobody described here. */
const bases: Record<string, (root: string, tag: string) => Image> = {
  /** One program and nothing else. Ours comes from bin/setup, which checks its checksum or builds it from its source. */
  "litestream/litestream"(root, tag) {
    const version = tag.replace("-scratch", "")
    if (!run([litestream, "version"]).includes(version))
      throw new Error(`bin/setup brought another than ${tag}`)
    mkdirSync(join(root, "usr/local/bin"), { recursive: true })
    cpSync(litestream, join(root, "usr/local/bin/litestream"))
    return { root, env: path, folder: "/", command: [], health: [], stopSignal: "SIGTERM" }
  },
  /** Debian, the program, and a user of that name. */
  "oven/bun"(root, tag) {
    if (!tag.startsWith(`${Bun.version}-slim`))
      throw new Error(`These tests run on Bun ${Bun.version}, not ${tag}`)
    const suite = process.env["DEBIAN"] ?? "trixie"
    run([
      "debootstrap",
      "--variant=minbase",
      "--include=ca-certificates",
      suite,
      root,
      "http://deb.debian.org/debian",
    ])
    cpSync(process.execPath, join(root, "usr/local/bin/bun"), { dereference: true })
    run([
      "chroot",
      root,
      "sh",
      "-c",
      "groupadd bun --gid 1000 && useradd bun --uid 1000 --gid bun --create-home",
    ])
    return { root, env: { ...path }, folder: "/", command: ["bun"], health: [], stopSignal: "SIGTERM" }
  },
}

/** Does every step of the Dockerfile in a folder, and gives what came of the last stage. `tell`: each step, when it is done. */
export function build(folder: string, tell: (line: string) => void): Image {
  const stages = new Map<string, Image>()
  const made = new Map<string, Image>()
  let image: Image | null = null
  for (const [at, { does, says }] of stepsIn(readFileSync("Dockerfile", "utf8")).entries()) {
    const began = performance.now()
    if (does === "FROM") {
      const [from = "", , as = "last"] = says.split(/\s+/)
      const { name, tag } = imageIn(from)
      // Stages that begin from the same image begin from the same files, each with its own copy.
      const base = made.get(name) ?? bases[name]?.(emptyFolder(join(folder, `base-${at}`)), tag)
      if (!base) throw new Error(`Nobody described ${name}`)
      made.set(name, base)
      image = { ...base, env: { ...base.env }, root: join(folder, `stage-${at}`) }
      run(["cp", "-a", base.root, image.root])
      stages.set(as, image)
    } else if (image) follow(image, stages, { does, says })
    tell(`${does} ${says.slice(0, 90)} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
  }
  if (!image) throw new Error("The Dockerfile begins from nothing")
  return image
}

function emptyFolder(path: string): string {
  mkdirSync(path)
  return path
}

/** A machine behind a proxy that looks into TLS says whom it trusts; so does the step that fetches something, and only that step. */
function trusting(root: string): Record<string, string> {
  const own = process.env["NODE_EXTRA_CA_CERTS"] ?? process.env["SSL_CERT_FILE"]
  if (!own) return {}
  cpSync(own, join(root, "tmp/trusted.pem"), { dereference: true })
  return { NODE_EXTRA_CA_CERTS: "/tmp/trusted.pem" }
}

const list = (says: string) => JSON.parse(says.slice(says.indexOf("["))) as string[]

function follow(image: Image, stages: Map<string, Image>, { does, says }: Step): void {
  const at = (name: string) => join(image.root, name.startsWith("/") ? name : join(image.folder, name))
  if (does === "WORKDIR") {
    image.folder = says
    mkdirSync(at(says), { recursive: true })
  } else if (does === "RUN") {
    cpSync("/etc/resolv.conf", join(image.root, "etc/resolv.conf"), { dereference: true })
    run(inside(image, ["sh", "-c", says]), { HOME: "/root", ...trusting(image.root), ...image.env })
  } else if (does === "COPY") copy(stages, says, at)
  else if (does === "ENV")
    for (const [, name = "", value = ""] of says.matchAll(/(\w+)=(\S+)/g)) image.env[name] = value
  else if (does === "VOLUME") mkdirSync(at(says), { recursive: true })
  else if (does === "HEALTHCHECK") image.health = list(says)
  else if (does === "STOPSIGNAL") image.stopSignal = says
  else if (does === "CMD") image.command = list(says)
}

/** A folder's contents are copied, not the folder; several things go into a folder. All of it belongs to root. */
function copy(stages: Map<string, Image>, says: string, at: (name: string) => string): void {
  const words = says.split(/\s+/)
  const from = /^--from=(.+)$/.exec(words[0] ?? "")?.[1]
  const sources = from ? words.slice(1, -1) : words.slice(0, -1)
  const to = words.at(-1) ?? ""
  const origin = from ? stages.get(from)?.root : "."
  if (!origin) throw new Error(`There is no stage ${from}`)
  for (const source of sources) {
    if (!from && !reachesTheEngine(source)) throw new Error(`.dockerignore keeps ${source} out`)
    const path = join(origin, source)
    const target = to.endsWith("/") ? join(at(to), basename(source)) : at(to)
    mkdirSync(dirname(target), { recursive: true })
    if (statSync(path).isDirectory())
      run(["sh", "-c", 'mkdir -p "$2" && cp -R --preserve=mode "$1/." "$2"', "sh", path, target])
    else run(["cp", "--preserve=mode", path, target])
  }
}

/** A container that runs: what it says, whether it is well, and words that run inside it. */
export type Container = {
  said: () => string
  /** Runs what HEALTHCHECK says; true when it is well. */
  healthy: () => boolean
  /** As `docker exec`. */
  execute: (...words: string[]) => string
  /** The user and the rights of every process inside. */
  processes: () => { uid: string; noNewPrivileges: string; name: string }[]
  /** Sends the signal that the Dockerfile names to the first process, and gives its exit code and the seconds it took. */
  stop: () => Promise<{ code: number; seconds: number }>
}

/** Runs the CMD of an image with these settings, as its first process. */
export function start(image: Image, settings: Record<string, string>): Container {
  cpSync("/etc/resolv.conf", join(image.root, "etc/resolv.conf"), { dereference: true })
  const env = { HOME: "/root", ...image.env, ...settings }
  const child = Bun.spawn(inside(image, image.command), { env, stdio: ["ignore", "pipe", "pipe"] })
  let log = ""
  for (const part of [child.stdout, child.stderr])
    void (async () => {
      for await (const bytes of part) log += new TextDecoder().decode(bytes)
    })()
  const childrenOf = (pid: number): number[] => {
    const file = `/proc/${pid}/task/${pid}/children`
    const own = existsSync(file)
      ? readFileSync(file, "utf8").trim().split(/\s+/).filter(Boolean).map(Number)
      : []
    return own.flatMap((each) => [each, ...childrenOf(each)])
  }
  const here = (words: string[]) => Bun.spawnSync(inside(image, words), { env, stdin: "ignore" })
  return {
    said: () => log,
    healthy: () => here(image.health).exitCode === 0,
    execute: (...words) => run(inside(image, words), env),
    processes: () =>
      childrenOf(child.pid).flatMap((pid) => {
        const status = readFileSync(`/proc/${pid}/status`, "utf8")
        const of = (what: string) => new RegExp(`^${what}:\\s+(\\S+)`, "m").exec(status)?.[1] ?? ""
        return [{ uid: of("Uid"), noNewPrivileges: of("NoNewPrivs"), name: of("Name") }]
      }),
    async stop() {
      const began = performance.now()
      const [first] = childrenOf(child.pid)
      if (first) process.kill(first, image.stopSignal as NodeJS.Signals)
      const code = await child.exited
      return { code, seconds: (performance.now() - began) / 1000 }
    },
  }
}

/** What was written in a root since a moment, outside of its volume and of what the kernel shows there. */
export function writtenSince(root: string, stamp: string): string[] {
  const skip = ["proc", "dev", "sys", "data"].flatMap((name) => ["-path", join(root, name), "-prune", "-o"])
  return run(["find", root, ...skip, "-newer", stamp, "-type", "f", "-print"])
    .split("\n")
    .filter(Boolean)
}
