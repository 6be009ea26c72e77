import { isSheet } from './paper.js'

const frame = document.createElement('div'), line = document.createElement('div')
frame.className = 'dropframe'
line.className = 'dropline'

/**
 * Shows where what is dragged would land: a frame around `list`, as far as `y` where it is held, and, unless there are no `others`, a line before `next`
 * among these, or after the last of them; at the edge of the window where that is beyond it. It is drawn over the page, so that nothing on the page
 * moves or is drawn again before it is let go.
 */
export function showDropPlace(list, others, next, y) {
  const { left, top, width, bottom } = list.getBoundingClientRect(), start = topOfPage()
  put(frame, inWindow({ left, top, width, bottom: Math.max(bottom, y + 8) }, start))
  const isSeen = item => item?.getClientRects().length
  const at = others.includes(next) && isSeen(next) ? next : others.findLast(isSeen)
  if (at) put(line, inSight(edge(at.getBoundingClientRect(), at === next, list), start))
  frame.isConnected || document.body.append(frame)
  if (at) line.isConnected || document.body.append(line)
  else line.remove()
}

export function hideDropLine() { line.remove() }

export function hideDropPlace() {
  frame.remove()
  line.remove()
}

/** Whether things in the list stand beside each other, and not below each other as where there is no room. */
export function runsAcross(list) {
  return list.dataset.flow === 'row' && (list.firstElementChild?.offsetWidth ?? 0) < list.clientWidth * 0.6
}

/** The middle of the gap before or after a box of `list`. */
function edge({ left, top, right, bottom, width, height }, isBefore, list) {
  const { rowGap, columnGap } = getComputedStyle(list)
  const [isRow, half] = runsAcross(list) ? [true, parseFloat(columnGap) / 2 || 0] : [false, parseFloat(rowGap) / 2 || 0]
  if (isRow) return { left: isBefore ? left - half : right + half, top, width: 0, height }
  return { left, top: isBefore ? top - half : bottom + half, width, height: 0 }
}

/** Where what is stuck to the upper edge of the window ends. */
function topOfPage() {
  return Math.max(0, ...[...document.querySelectorAll('.bar, .tabs, .conduct, .holder')].filter(bar => getComputedStyle(bar).position === 'sticky').map(bar => bar.getBoundingClientRect().bottom))
}

/** As much of a box as one can see, and its ends beyond that: a long dashed line takes time to draw. */
function inWindow({ left, top, width, bottom }, start) {
  const from = Math.max(top, start - 20)
  return { left, top: from, width, height: Math.max(Math.min(bottom, innerHeight + 20) - from, 0) }
}

function inSight({ left, top, width, height }, start) {
  const from = Math.min(Math.max(top, start + 8), innerHeight - 8)
  return { left, top: from, width, height: Math.max(Math.min(top + height, innerHeight) - from, 0) }
}

function put({ style }, { left, top, width, height }) {
  style.transform = `translate(${left}px, ${top}px)`
  style.inlineSize = `${width}px`
  style.blockSize = `${height}px`
}
