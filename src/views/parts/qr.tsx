import { encode } from "uqr"

/** A QR code (ISO/IEC 18004) of this text, drawn as one path. Always dark on light with its quiet zone, or phones do not read it. */
export function Qr(props: { text: string; label: string }) {
  // Four modules of quiet zone, as the standard asks; M survives a crease in a letter.
  const { data, size } = encode(props.text, { ecc: "M", border: 4 })
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      width={size * 5}
      height={size * 5}
      role="img"
      aria-label={props.label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={outline(data)} fill="#000" />
    </svg>
  )
}

/** Dark modules as runs per line: "M4 4h7v1h-7z…". */
function outline(rows: readonly (readonly boolean[])[]): string {
  let path = ""
  for (const [y, row] of rows.entries())
    for (let x = 0; x < row.length; x++) {
      let run = 0
      while (row[x + run]) run++
      if (run > 0) path += `M${x} ${y}h${run}v1h-${run}z`
      x += run
    }
  return path
}
