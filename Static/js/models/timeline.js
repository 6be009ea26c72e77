/**
 * The room before each card of a track, so that it stands at its time or, where that is taken, right after the card before it, and how far after its
 * time that is. `times` go from 0 to 1 over `span`; cards without one (undefined) stand from `rest` on, and are late for nothing. Cards are `size`
 * wide, with `gap` between. `length` is how far the track goes, with the gap after its last card.
 */
export function stand(times, { span, rest, size, gap }) {
  let length = 0
  const places = times.map(time => {
    const at = time === undefined ? rest : time * span
    const place = { room: Math.max(0, at - length), late: time === undefined ? undefined : Math.max(0, length - at) }
    length += place.room + size + gap
    return place
  })
  return { places, length }
}

/**
 * Where on paper, which is `columns` wide, the cards of a track stand, each with its `time` and how many columns it would `span`: with its middle at
 * its time or, where that is taken, at most `slack` columns after, and else in a row below. Times go from 0 to 1 between the middles of usual cards,
 * `half` of which are this wide; the last `aside` columns are for cards without a time.
 */
export function pack(cards, { columns, half, aside, slack }) {
  const ends = { timed: [], timeless: [] }, border = columns - aside
  return cards.map(({ time, span: wanted }) => {
    const isTimed = time !== undefined, [first, end] = isTimed ? [0, border] : [border, columns], rows = ends[isTimed ? 'timed' : 'timeless']
    const span = Math.min(wanted, end - first), last = end - span
    const ideal = isTimed ? Math.min(Math.max(Math.round(half + time * (border - 2 * half) - span / 2), 0), last) : first
    const free = rows.findIndex(taken => taken <= Math.min(last, isTimed ? ideal + slack : last)), row = free < 0 ? rows.length : free
    const column = Math.max(ideal, rows[row] ?? 0)
    rows[row] = column + span
    return { row, column, span }
  })
}

/** How far `moment` is from `first` to `last`, all as dates are written; undefined where there is none. */
export function timeOf(moment, first, last) {
  const [at, from, to] = [moment, first, last].map(Date.parse)
  if (Number.isNaN(at)) return undefined
  return to > from ? Math.min(Math.max((at - from) / (to - from), 0), 1) : 0
}
