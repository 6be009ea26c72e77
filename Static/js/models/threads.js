/**
 * The line between two boxes (`{x, y, width, height}`): from edge to edge as an SVG path, with the middle where its word stands.
 * Boxes that lie in the same column are tied beside each other, so that the line does not run through what lies between.
 */
export function line(from, to) {
  const a = middle(from), b = middle(to)
  if (Math.abs(a.x - b.x) < Math.min(from.width, to.width) / 2) return bow(from, to)
  const start = { x: a.x < b.x ? from.x + from.width : from.x, y: a.y }
  const end = { x: a.x < b.x ? to.x : to.x + to.width, y: b.y }
  const pull = (end.x - start.x) / 2
  return {
    path: `M${at(start)} C${at({ x: start.x + pull, y: start.y })} ${at({ x: end.x - pull, y: end.y })} ${at(end)}`,
    word: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 },
  }
}

function bow(from, to) {
  const x = Math.max(from.x + from.width, to.x + to.width), out = x + 18
  const start = { x: from.x + from.width, y: middle(from).y }, end = { x: to.x + to.width, y: middle(to).y }
  return { path: `M${at(start)} C${at({ x: out, y: start.y })} ${at({ x: out, y: end.y })} ${at(end)}`, word: { x: x + 8, y: (start.y + end.y) / 2 } }
}

function middle({ x, y, width, height }) { return { x: x + width / 2, y: y + height / 2 } }

function at({ x, y }) { return `${Math.round(x)} ${Math.round(y)}` }
