/**
 * Where one step takes `item` among `lanes` (`[{lane, items}]`): `{lane, before}`, before null meaning last.
 * Null when there is nowhere to go.
 */
export function step(lanes, item, direction) {
  const from = lanes.findIndex(({ items }) => items.includes(item))
  if (from === -1) return null
  const { lane, items } = lanes[from], index = items.indexOf(item)
  if (direction === 'up') return index === 0 ? null : { lane, before: items[index - 1] }
  if (direction === 'down') return index === items.length - 1 ? null : { lane, before: items[index + 2] ?? null }
  const target = lanes[from + (direction === 'right' ? 1 : -1)]
  return target ? { lane: target.lane, before: target.items[index] ?? null } : null
}

/** The item beside `item` among `lanes`: the next in its lane, or one as far down in the nearest lane that has any; null when there is none. */
export function neighbour(lanes, item, direction) {
  const from = lanes.findIndex(({ items }) => items.includes(item))
  if (from === -1) return null
  const index = lanes[from].items.indexOf(item)
  if (direction === 'up') return lanes[from].items[index - 1] ?? null
  if (direction === 'down') return lanes[from].items[index + 1] ?? null
  const beside = direction === 'right' ? lanes.slice(from + 1) : lanes.slice(0, from).reverse()
  const { items = [] } = beside.find(({ items }) => items.length) ?? {}
  return items[Math.min(index, items.length - 1)] ?? null
}

/** A position after `previous` and before `next`, as the server would give; undefined stands for the end of the lane. */
export function between(previous, next) {
  if (previous === undefined) return next === undefined ? 1024 : next - 1024
  return next === undefined ? previous + 1024 : previous + (next - previous) / 2
}
