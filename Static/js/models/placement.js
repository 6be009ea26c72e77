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
