/**
 * The room before each card of a track, so that it stands at its time or, where that is taken, right after the card before it.
 * `times` go from 0 to 1 over `span`; cards without one (undefined) stand from `rest` on. Cards are `size` wide, with `gap` between.
 */
export function roomBefore(times, { span, rest, size, gap }) {
  let next = 0
  return times.map(time => {
    const room = Math.max(0, (time === undefined ? rest : time * span) - next)
    next += room + size + gap
    return room
  })
}

/** How far `moment` is from `first` to `last`, all as dates are written; undefined where there is none. */
export function timeOf(moment, first, last) {
  const [at, from, to] = [moment, first, last].map(Date.parse)
  if (Number.isNaN(at)) return undefined
  return to > from ? Math.min(Math.max((at - from) / (to - from), 0), 1) : 0
}
