/**
 * How `threads` (`[{from, to, word}]`: two places in `cards`, and the size of the word if there is one) are drawn among `cards` on a sheet.
 * Each goes from edge to edge, beside one that leads the other way, around other cards and all that is `kept` clear where it can, and else beneath them. For each `{lines, tip, word}`:
 * what is seen of the line and of its tip, as lists of points, none when nothing is; and the middle of its word, null where it would cover something.
 * Boxes are `{x, y, width, height}`, words `{width, height}`.
 */
export function tied(threads, cards, { width, height, kept = [] }) {
  const inWay = [...cards, ...kept], words = [], sheet = { x: 0, y: 0, width, height }
  return threads.map(({ from, to, word }, index) => {
    const reach = hull(cards[from], cards[to], 120), near = inWay.filter(box => isMeeting(box, reach)), taken = [...inWay, ...words]
    const hasTwin = threads.some(other => other.from === to && other.to === from)
    let best = null
    for (const { cost, points } of waysBetween(cards[from], cards[to], near, [sheet, reach], (index % 3 - 1) * 3, hasTwin ? (from < to ? -9 : 9) : 0)) {
      if (best && (best.word || !word || cost > best.cost * 1.5 + 80)) break
      const way = points(), lines = seen(way, near), place = word ? wordPlace(way, lines, word, taken, sheet) : null
      if (lines.length && (!best || place)) best = { lines, tip: tipOf(lines, way.at(-1), near), word: place, cost }
    }
    if (!best) return { lines: [], tip: [], word: null }
    if (best.word) words.push(around(best.word, word))
    return { lines: best.lines, tip: best.tip, word: best.word }
  })
}

/** A line as an SVG path. */
export function pathOf({ lines, tip }) { return [...lines, ...tip].map(line => `M${line.map(at).join('L')}`).join('') }

/** What is seen of the tip of a line; nothing where its end is not seen. */
function tipOf(lines, end, boxes) {
  const last = lines.at(-1), from = last?.at(-2)
  if (!last || distance(last.at(-1), end) > 2) return []
  const point = last.at(-1), angle = Math.atan2(point.y - from.y, point.x - from.x)
  const side = turn => ({ x: point.x - 8 * Math.cos(angle + turn), y: point.y - 8 * Math.sin(angle + turn) })
  return seen([side(0.5), point, side(-0.5)], boxes)
}

const margin = 1, clear = 6, corner = 8, step = 6
const sides = ['left', 'right', 'top', 'bottom']
const outward = { left: { x: -1, y: 0 }, right: { x: 1, y: 0 }, top: { x: 0, y: -1 }, bottom: { x: 0, y: 1 } }

/** The ways that are worth a try, the best first: curves between any two sides, and straight ones through the gaps between cards. */
function waysBetween(a, b, near, limits, aside, beside) {
  const curves = sides.flatMap(one => sides.map(other => curve(anchor(a, b, one, beside), outward[one], anchor(b, a, other, beside), outward[other])))
    .map(at => ({ points: () => sampled(at, 36), rough: sampled(at, 10) }))
  const across = gaps(a, b, near, aside, beside), down = gaps(turned(a), turned(b), near.map(turned), aside, beside).map(way => way.map(turned))
  const straight = [...across, ...down].map(corners => ({ points: () => rounded(corners), rough: corners }))
  return [...curves, ...straight].filter(({ rough }) => rough.every(point => limits.every(limit => isWithin(around(point, { width: 0, height: 0 }), limit))))
    .map(({ points, rough }) => ({ points, cost: costOf(rough, near) })).sort((one, other) => one.cost - other.cost).slice(0, 6)
}

/** Where on its side a card is left for the other: as near that one as can be, and `beside` there. */
function anchor(box, other, side, beside) {
  const near = (start, length, wanted) => Math.min(Math.max(wanted, start + Math.min(12, length / 2)), start + length - Math.min(12, length / 2))
  const { x, y } = middle(other)
  if (side === 'left' || side === 'right') return { x: side === 'left' ? box.x : box.x + box.width, y: near(box.y, box.height, y + beside) }
  return { x: near(box.x, box.width, x + beside), y: side === 'top' ? box.y : box.y + box.height }
}

/** Where a curve is at `t`, from 0 to 1, that leaves `start` outwards and comes into `end` from outside. */
function curve(start, out, end, into) {
  const pull = Math.min(Math.max(distance(start, end) / 2.5, 22), 90)
  const one = { x: start.x + out.x * pull, y: start.y + out.y * pull }, other = { x: end.x + into.x * pull, y: end.y + into.y * pull }
  return t => {
    const s = 1 - t, [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t]
    return { x: a * start.x + b * one.x + c * other.x + d * end.x, y: a * start.y + b * one.y + c * other.y + d * end.y }
  }
}

function sampled(at, count) { return Array.from({ length: count + 1 }, (_, index) => at(index / count)) }

/** The corners of ways out of one box beside it, along to a gap, through that, and along to the other box; those with the least detour. */
function gaps(a, b, near, aside, beside) {
  const right = middle(a).x < middle(b).x
  const x1 = right ? a.x + a.width + clear + aside : a.x - clear + aside, x2 = right ? b.x - clear + aside : b.x + b.width + clear + aside
  if (right ? x1 > x2 : x1 < x2) return []
  const start = anchor(a, b, right ? 'right' : 'left', beside), end = anchor(b, a, right ? 'left' : 'right', beside)
  const crossed = near.filter(box => box.x < Math.max(x1, x2) && box.x + box.width > Math.min(x1, x2))
  const detour = y => Math.abs(y - start.y) + Math.abs(y - end.y)
  const levels = [...new Set(crossed.flatMap(box => [box.y - clear + aside, box.y + box.height + clear + aside]))]
  return levels.sort((one, other) => detour(one) - detour(other)).slice(0, 10)
    .map(y => [start, { x: x1, y: start.y }, { x: x1, y }, { x: x2, y }, { x: x2, y: end.y }, end])
}

/** Along straight lines, round every corner, in small steps. */
function rounded(points) {
  const way = [points[0]]
  for (let index = 1; index < points.length; index += 1) {
    const here = points[index], next = points[index + 1], before = way.at(-1)
    if (!next) { walk(way, here); break }
    const radius = Math.min(corner, distance(before, here) / 2, distance(here, next) / 2)
    const into = towards(here, before, radius), out = towards(here, next, radius)
    walk(way, into)
    for (const t of [0.25, 0.5, 0.75, 1]) {
      way.push({ x: (1 - t) ** 2 * into.x + 2 * t * (1 - t) * here.x + t * t * out.x, y: (1 - t) ** 2 * into.y + 2 * t * (1 - t) * here.y + t * t * out.y })
    }
  }
  return way
}

function walk(way, to) {
  const from = way.at(-1), count = Math.max(1, Math.ceil(distance(from, to) / step))
  for (let index = 1; index <= count; index += 1) way.push({ x: from.x + (to.x - from.x) * index / count, y: from.y + (to.y - from.y) * index / count })
}

/** Short is good, hidden is bad, and so short that nobody sees it too. */
function costOf(way, boxes) {
  let length = 0, hidden = 0, turns = 0
  for (let index = 1; index < way.length; index += 1) {
    const part = distance(way[index - 1], way[index])
    length += part
    for (const box of boxes) {
      const within = inside(way[index - 1], way[index], box)
      if (within) hidden += part * (within[1] - within[0])
    }
    if (index > 1) turns += Math.abs(bend(way[index - 2], way[index - 1], way[index]))
  }
  return length + hidden * 5 + turns * 8 + (length - hidden < 24 ? 60 : 0)
}

function bend(a, b, c) {
  const turn = Math.atan2(c.y - b.y, c.x - b.x) - Math.atan2(b.y - a.y, b.x - a.x)
  return Math.atan2(Math.sin(turn), Math.cos(turn))
}

/** The parts of a way that lie in no box. */
function seen(way, boxes) {
  const lines = []
  let line = null
  for (let index = 1; index < way.length; index += 1) {
    const parts = outside(way[index - 1], way[index], boxes)
    if (!parts.length) line = null
    for (const [from, to] of parts) {
      if (from > 0 || !line) lines.push(line = [between(way[index - 1], way[index], from)])
      line.push(between(way[index - 1], way[index], to))
      if (to < 1) line = null
    }
  }
  return lines.filter(line => lengthOf(line) > 2)
}

/** Which parts of the straight line from `a` to `b`, from 0 to 1, lie in no box. */
function outside(a, b, boxes) {
  let parts = [[0, 1]]
  for (const box of boxes) {
    const within = inside(a, b, box)
    if (!within) continue
    parts = parts.flatMap(([from, to]) => [[from, Math.min(to, within[0])], [Math.max(from, within[1]), to]].filter(([start, end]) => end - start > 1e-6))
  }
  return parts
}

/** Which part of the straight line lies in the box; null when none does. */
function inside(a, b, box) {
  const across = along(a.x, b.x, box.x - margin, box.x + box.width + margin)
  if (!across) return null
  const down = along(a.y, b.y, box.y - margin, box.y + box.height + margin)
  if (!down) return null
  const from = Math.max(across[0], down[0]), to = Math.min(across[1], down[1])
  return to - from > 1e-6 ? [from, to] : null
}

/** Which part of the way from one number to the other lies between two; null when none does. */
function along(start, end, low, high) {
  if (Math.max(start, end) <= low || Math.min(start, end) >= high) return null
  if (Math.abs(end - start) < 1e-9) return [0, 1]
  const one = (low - start) / (end - start), other = (high - start) / (end - start)
  return [Math.max(0, Math.min(one, other)), Math.min(1, Math.max(one, other))]
}

/** The place on what is seen of a way, nearest its middle, where a word covers nothing that is taken. */
function wordPlace(way, lines, word, taken, sheet) {
  const half = way[Math.floor(way.length / 2)]
  const points = lines.flatMap(line => line.filter((_, index) => index % 2 === 0)).sort((a, b) => distance(a, half) - distance(b, half))
  return points.find(point => {
    const box = around(point, word)
    return isWithin(box, sheet) && !taken.some(other => isMeeting(box, other))
  }) ?? null
}

function around({ x, y }, { width, height }) { return { x: x - width / 2, y: y - height / 2, width, height } }

function isWithin(box, { x, y, width, height }) { return box.x >= x && box.y >= y && box.x + box.width <= x + width && box.y + box.height <= y + height }

function isMeeting(a, b) {
  return b.width > 0 && b.height > 0 && a.x < b.x + b.width + 2 && b.x < a.x + a.width + 2 && a.y < b.y + b.height + 2 && b.y < a.y + a.height + 2
}

function hull(a, b, more) {
  const x = Math.min(a.x, b.x) - more, y = Math.min(a.y, b.y) - more
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) + more - x, height: Math.max(a.y + a.height, b.y + b.height) + more - y }
}

/** With across for down. */
function turned({ x, y, width, height }) { return { x: y, y: x, width: height, height: width } }

function middle({ x, y, width, height }) { return { x: x + width / 2, y: y + height / 2 } }

function between(a, b, t) { return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t } }

function towards(from, to, length) { return distance(from, to) ? between(from, to, length / distance(from, to)) : from }

function distance(a, b) { return Math.hypot(a.x - b.x, a.y - b.y) }

function lengthOf(line) { return line.slice(1).reduce((sum, point, index) => sum + distance(line[index], point), 0) }

function at({ x, y }) { return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}` }
