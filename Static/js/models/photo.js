export const LONGEST = 2400
const ENOUGH = 1500000

/** The size a picture of `width` × `height` is sent in: as it is, or with `longest` as its longer side. */
export function fitted(width, height, longest = LONGEST) {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** Whether a file that the browser has read is sent as it is: small enough, and of a kind that every browser shows. */
export function staysAsItIs({ type, size }, width, height) {
  return /^image\/(jpeg|png)$/.test(type) && size <= ENOUGH && Math.max(width, height) <= LONGEST
}

/** Points on a sheet moved one step, kept within it and as they lie to each other. */
export function nudged(points, direction, step = 0.04) {
  const [dx, dy] = { left: [-step, 0], right: [step, 0], up: [0, -step], down: [0, step] }[direction]
  return shifted(points, dx, dy)
}

/** Points on a sheet moved so far, or as far as all of them are within it. */
export function shifted(points, dx, dy) {
  const way = (wanted, all) => Math.min(Math.max(wanted, -Math.min(...all)), 1 - Math.max(...all))
  const x = way(dx, points.map(({ x }) => x)), y = way(dy, points.map(({ y }) => y))
  return points.map(point => ({ x: Number((point.x + x).toFixed(4)), y: Number((point.y + y).toFixed(4)) }))
}
