import { line } from '../models/threads.js'

const room = 42 * parseFloat(getComputedStyle(document.documentElement).fontSize)
const names = 'http://www.w3.org/2000/svg'
let waiting = false

/** Where there is room, cards that hang together are tied with drawn lines; in lists the words on the cards tell it. */
function redraw() {
  waiting = false
  for (const board of document.querySelectorAll('[data-board]')) draw(board)
}

function later() {
  if (waiting) return
  waiting = true
  requestAnimationFrame(redraw)
}

function draw(board) {
  const threads = board.clientWidth >= room ? [...board.querySelectorAll('.card:not(.is-filtered) .card__thread[data-leads]')] : []
  board.classList.toggle('is-tied', threads.length > 0)
  const sheet = board.querySelector('.threads') ?? (threads.length ? hang(board) : null)
  if (!sheet) return
  const origin = board.getBoundingClientRect(), zoom = board.currentCSSZoom ?? 1
  const box = card => {
    const { left, top, width, height } = card.getBoundingClientRect()
    return { x: (left - origin.left) / zoom, y: (top - origin.top) / zoom, width: width / zoom, height: height / zoom }
  }
  const lines = threads.flatMap(thread => {
    const other = document.getElementById(`card-${thread.dataset.thread}`)
    if (!other || other.classList.contains('is-filtered') || !board.contains(other)) return []
    return [{ ...line(box(thread.closest('.card')), box(other)), text: thread.dataset.word }]
  })
  sheet.replaceChildren(...lines.flatMap(part))
}

function part({ path, word, text }) {
  const curve = make('path', { d: path, class: 'threads__line' })
  return text ? [curve, Object.assign(make('text', { x: word.x, y: word.y, class: 'threads__word' }), { textContent: text })] : [curve]
}

function hang(board) {
  const sheet = make('svg', { class: 'threads', 'aria-hidden': 'true' })
  sheet.dataset.own = ''
  board.append(sheet)
  return sheet
}

function make(name, attributes) {
  const element = document.createElementNS(names, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}

document.addEventListener('panorama:region', () => { later(); setTimeout(later, 220) })
document.addEventListener('panorama:filtered', later)
document.addEventListener('panorama:moved', later)
document.addEventListener('scroll', event => { if (event.target.closest?.('[data-board]')) later() }, { capture: true, passive: true })
const watch = new ResizeObserver(later)
for (const board of document.querySelectorAll('[data-board]')) watch.observe(board)
addEventListener('load', later)
later()
