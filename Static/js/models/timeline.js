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
 * Where on paper, which is `columns` wide, a card that takes `span` of them stands: with its middle at its time, which goes from 0 to 1 over `room`
 * columns, the first of them `half` a usual card from the edge. A card without a time stands last.
 */
export function columnOf(time, span, { columns, room, half }) {
  const last = columns - span
  return time === undefined ? last : Math.min(Math.max(Math.round(half + time * room - span / 2), 0), last)
}

/** How far `moment` is from `first` to `last`, all as dates are written; undefined where there is none. */
export function timeOf(moment, first, last) {
  const [at, from, to] = [moment, first, last].map(Date.parse)
  if (Number.isNaN(at)) return undefined
  return to > from ? Math.min(Math.max((at - from) / (to - from), 0), 1) : 0
}
