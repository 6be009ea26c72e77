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

/** Moves a point on a sheet one step, kept within it. */
export function nudged({ x, y }, direction, step = 0.04) {
  const [dx, dy] = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }[direction]
  const within = number => Math.min(1, Math.max(0, Number(number.toFixed(4))))
  return { x: within(x + dx * step), y: within(y + dy * step) }
}
