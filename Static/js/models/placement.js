/**
 * Where one step takes `item` among `lanes` (`[{lane, items, stacks}]`, the last telling which stack each item lies in, if any): `{lane, before}`,
 * before null meaning last. It goes over a stack or before it, and into none but its own. Null when there is nowhere to go.
 */
export function step(lanes, item, direction) {
  const from = lanes.findIndex(({ items }) => items.includes(item))
  if (from === -1) return null
  const { lane, items, stacks } = lanes[from], index = items.indexOf(item), own = stacks?.[index]
  if (direction === 'up') return index === 0 ? null : { lane, before: items[edge(stacks, index - 1, -1, own)] }
  if (direction === 'down') return index === items.length - 1 ? null : { lane, before: items[edge(stacks, index + 1, 1, own) + 1] ?? null }
  const target = lanes[from + (direction === 'right' ? 1 : -1)]
  return target ? { lane: target.lane, before: entry(target, index) } : null
}

/** Where the stack that is at `index` ends towards `side`; there, when there is none, or it is one’s `own`. */
function edge(stacks, index, side, own) {
  const stack = stacks?.[index]
  if (!stack || stack === own) return index
  let at = index
  while (stacks[at + side] === stack) at += side
  return at
}

/** The gap nearest to the one before `index` that is in no stack but one’s `own`. */
export function outside(stacks, index, own) {
  const stack = stacks[index]
  if (!stack || stack === own || stacks[index - 1] !== stack) return index
  const start = edge(stacks, index, -1), end = edge(stacks, index, 1) + 1
  return index - start < end - index ? start : end
}

function entry({ items, stacks }, index) { return items[edge(stacks, index, -1)] ?? null }

/**
 * The same by the eye, for lanes that tell the `box` in which their items are drawn, and whether they are drawn `inRow`. Past the end of a lane, and
 * across it, it goes to the lane that lies there; sideways also to the next in order where all lie under one another, tell no box, or say that they are left `byOrder`.
 */
export function stepAsSeen(lanes, item, direction) {
  const from = lanes.findIndex(({ items }) => items.includes(item))
  if (from === -1) return null
  const { items } = lanes[from], along = isAlong(lanes, from, direction)
  const within = along && step(lanes, item, isForward(direction) ? 'down' : 'up')
  if (within) return within
  const [target] = onSide(lanes, from, direction)
  if (!target) return null
  const entered = along ? isForward(direction) ? 0 : target.items.length : items.indexOf(item)
  return { lane: target.lane, before: entry(target, entered) }
}

/**
 * The item beside `item` by the eye; null when there is none. In a lane that tells the `boxes` of its items, it is the one that lies there; where
 * none does, only a lane that is left `byOrder` has others beside it.
 */
export function neighbourAsSeen(lanes, item, direction) {
  const from = lanes.findIndex(({ items }) => items.includes(item))
  if (from === -1) return null
  const { items, boxes, byOrder } = lanes[from], index = items.indexOf(item)
  const along = isAlong(lanes, from, direction), forward = isForward(direction)
  const there = boxes && items[nearest(boxes, index, direction)]
  if (there || boxes && !byOrder) return there ?? null
  const within = along && items[index + (forward ? 1 : -1)]
  if (within) return within
  const target = onSide(lanes, from, direction).find(({ items }) => items.length)
  if (!target) return null
  return along ? target.items.at(forward ? 0 : -1) : target.items[Math.min(index, target.items.length - 1)]
}

const isForward = direction => direction === 'right' || direction === 'down'
const isSideways = direction => direction === 'left' || direction === 'right'
const isAlong = (lanes, from, direction) => isSideways(direction) === (boxOf(lanes[from]) !== undefined && lanes.some(({ inRow }) => inRow))
const boxOf = ({ box, byOrder }) => byOrder ? undefined : box

/** Which of the boxes lies nearest in that direction, which is more ahead than aside; of those on one spot, the next. */
function nearest(boxes, from, direction) {
  const [along, across] = isSideways(direction) ? [['left', 'right'], ['top', 'bottom']] : [['top', 'bottom'], ['left', 'right']]
  const forward = isForward(direction) ? 1 : -1
  const off = ({ [along[0]]: start, [along[1]]: end }) => forward * (start + end - boxes[from][along[0]] - boxes[from][along[1]]) / 2
  const aside = ({ [across[0]]: start, [across[1]]: end }) => Math.abs(start + end - boxes[from][across[0]] - boxes[from][across[1]]) / 2
  const isThere = (box, index) => {
    if (off(box) > 4) return apart(boxes[from], box, across) <= off(box)
    return Math.abs(off(box)) <= 4 && aside(box) <= 4 && forward * (index - from) > 0
  }
  const distance = index => off(boxes[index]) + 2 * apart(boxes[from], boxes[index], across) + aside(boxes[index]) / 2
  return [...boxes.keys()].filter(index => isThere(boxes[index], index)).sort((one, other) => distance(one) - distance(other))[0]
}

/** The lanes on that side of `lanes[from]`, nearest first. */
function onSide(lanes, from, direction) {
  const here = boxOf(lanes[from])
  const seen = here ? lanes.filter(({ box }) => box && gap(here, box, direction) >= -4) : []
  const isColumn = !lanes.some(({ box: one }) => one && lanes.some(({ box }) => box && gap(one, box, 'right') >= -4))
  if (!seen.length && isSideways(direction) && (!here || isColumn && !isAlong(lanes, from, direction))) {
    return isForward(direction) ? lanes.slice(from + 1) : lanes.slice(0, from).reverse()
  }
  const distance = ({ box }) => gap(here, box, direction) + 2 * apart(here, box, isSideways(direction) ? ['top', 'bottom'] : ['left', 'right'])
  return seen.sort((one, other) => distance(one) - distance(other))
}

/** How far behind the edge of `here` in that direction `there` begins. */
function gap(here, there, direction) {
  return { left: here.left - there.right, right: there.left - here.right, up: here.top - there.bottom, down: there.top - here.bottom }[direction]
}

function apart(here, there, [start, end]) { return Math.max(0, there[start] - here[end], here[start] - there[end]) }

/** A position after `previous` and before `next`, as the server would give; undefined stands for the end of the lane. */
export function between(previous, next) {
  if (previous === undefined) return next === undefined ? 1024 : next - 1024
  return next === undefined ? previous + 1024 : previous + (next - previous) / 2
}
