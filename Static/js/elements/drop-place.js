const frame = document.createElement('div'), line = document.createElement('div')
frame.className = 'dropframe'
line.className = 'dropline'

/**
 * Shows where what is dragged would land: a frame around `list` and, unless things lie freely in it, a line before `next` among its `others`, or after
 * the last of them; without others there is no line. It is drawn over the page, so that nothing on the page moves or is drawn again before it is let go.
 */
export function showDropPlace(list, others, next) {
  put(frame, inWindow(list.getBoundingClientRect()))
  const isSeen = item => item?.getClientRects().length
  const at = others.includes(next) && isSeen(next) ? next : others.findLast(isSeen)
  const isLined = at && list.dataset.flow !== 'free'
  if (isLined) put(line, edge(at.getBoundingClientRect(), at === next, list))
  frame.isConnected || document.body.append(frame)
  if (isLined) line.isConnected || document.body.append(line)
  else line.remove()
}

export function hideDropLine() { line.remove() }

export function hideDropPlace() {
  frame.remove()
  line.remove()
}

/** The middle of the gap before or after a box of `list`. */
function edge({ left, top, right, bottom, width, height }, isBefore, list) {
  const { rowGap, columnGap } = getComputedStyle(list)
  const [isRow, half] = list.dataset.flow === 'row' ? [true, parseFloat(columnGap) / 2 || 0] : [false, parseFloat(rowGap) / 2 || 0]
  if (isRow) return { left: isBefore ? left - half : right + half, top, width: 0, height }
  return { left, top: isBefore ? top - half : bottom + half, width, height: 0 }
}

/** As much of a box as one can see, and its ends beyond that: a long dashed line takes time to draw. */
function inWindow({ left, top, width, bottom }) {
  const start = Math.max(top, -20)
  return { left, top: start, width, height: Math.max(Math.min(bottom, innerHeight + 20) - start, 0) }
}

function put({ style }, { left, top, width, height }) {
  style.transform = `translate(${left}px, ${top}px)`
  style.inlineSize = `${width}px`
  style.blockSize = `${height}px`
}
