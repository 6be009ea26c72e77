import { pathOf, tied } from '../models/threads.js'

const room = 42 * parseFloat(getComputedStyle(document.documentElement).fontSize)
const names = 'http://www.w3.org/2000/svg'
const kept = '.lane__name, .lane__new, .board__person, .axis, .scale'
const sizes = new Map(), watched = new WeakSet()
let waiting = false

/**
 * Where there is room, cards that hang together are tied with drawn lines, which go beneath cards and have their words where these cover
 * nothing. What is not drawn, or has no room for its word, is told by the words on the cards, as it is in lists, and so is what paper has come to say there.
 */
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
  const cards = [...board.querySelectorAll('.card:not(.is-filtered)')]
  const wanted = board.clientWidth >= room ? threadsOf(cards) : []
  const sheet = board.querySelector('.threads') ?? (wanted.length ? hang(board) : null)
  show(board)
  if (!sheet) return
  for (const card of cards) watch(card)
  const told = new Set(wanted.filter(({ leads }) => leads.classList.contains('is-said')))
  let drawn
  do {
    show(board)
    for (const one of wanted) if (!told.has(one)) hide(one)
    drawn = lay(wanted, told, cards, board, sheet)
  } while (tellRest(wanted, drawn, told))
  sheet.replaceChildren(...drawn.flatMap(path), ...drawn.flatMap((line, index) => word(line, wanted[index].text)))
}

/** The threads between these cards, each at the card it leads from. */
function threadsOf(cards) {
  const places = new Map(cards.map((card, place) => [card.id, place]))
  return cards.flatMap((card, from) => [...card.querySelectorAll('.card__thread[data-leads]')].flatMap(leads => {
    const to = places.get(`card-${leads.dataset.thread}`)
    if (to === undefined) return []
    const comes = cards[to].querySelector(`.card__thread:not([data-leads])[data-thread="${card.id.slice('card-'.length)}"]`)
    return [{ from, to, leads, comes, text: leads.dataset.word }]
  }))
}

function show(board) {
  for (const thread of board.querySelectorAll('.card__thread.is-drawn')) thread.classList.remove('is-drawn')
}

function hide({ leads, comes }) {
  leads.classList.add('is-drawn')
  comes?.classList.add('is-drawn')
}

function lay(wanted, told, cards, board, sheet) {
  const box = measure(board)
  const { width, height } = box(board.getBoundingClientRect())
  const threads = wanted.map(one => ({ ...one, word: one.text && !told.has(one) ? sizeOf(one.text, sheet) : undefined }))
  return tied(threads, cards.map(card => box(seenOf(card))), { width, height, kept: [...board.querySelectorAll(kept)].map(element => box(extentOf(element))) })
}

/** Lets the cards tell what is not drawn in full; whether there was more of that than before, so that cards have grown. */
function tellRest(wanted, drawn, told) {
  const before = told.size
  wanted.forEach((one, index) => { if (!drawn[index].lines.length || (one.text && !drawn[index].word)) told.add(one) })
  return told.size > before
}

/** How a box on the page is a box on the board. */
function measure(board) {
  const origin = board.getBoundingClientRect(), zoom = board.currentCSSZoom ?? 1
  return ({ left, top, right, bottom }) => ({
    x: (left - origin.left) / zoom, y: (top - origin.top) / zoom, width: (right - left) / zoom, height: (bottom - top) / zoom,
  })
}

/** What is seen of a card; one that has been scrolled away stands at the edge of its list. */
function seenOf(card) {
  const { left, top, right, bottom } = card.getBoundingClientRect(), list = card.parentElement
  if (list.scrollWidth <= list.clientWidth) return { left, top, right, bottom }
  const edge = list.getBoundingClientRect(), within = x => Math.min(Math.max(x, edge.left), edge.right)
  return { left: within(left), top, right: within(right), bottom }
}

/** The extent of a title is that of its words. */
function extentOf(element) {
  if (!element.matches('.lane__name')) return element.getBoundingClientRect()
  const words = document.createRange()
  words.selectNodeContents(element)
  return words.getBoundingClientRect()
}

function sizeOf(text, sheet) {
  if (!sizes.has(text)) {
    const word = Object.assign(make('text', { class: 'threads__word' }), { textContent: text })
    sheet.append(word)
    const { width, height } = word.getBBox()
    sizes.set(text, { width: width + 8, height })
    word.remove()
  }
  return sizes.get(text)
}

function path(line) { return line.lines.length ? [make('path', { d: pathOf(line), class: 'threads__line' })] : [] }

function word(line, text) {
  return line.word ? [Object.assign(make('text', { ...line.word, class: 'threads__word' }), { textContent: text })] : []
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

function watch(element) {
  if (watched.has(element)) return
  watched.add(element)
  sizeWatch.observe(element)
}

document.addEventListener('panorama:region', () => { later(); setTimeout(later, 220) })
document.addEventListener('panorama:filtered', later)
document.addEventListener('panorama:moved', later)
document.addEventListener('panorama:laid', later)
document.addEventListener('scroll', event => { if (event.target.closest?.('[data-board]')) later() }, { capture: true, passive: true })
const sizeWatch = new ResizeObserver(later)
for (const board of document.querySelectorAll('[data-board]')) watch(board)
addEventListener('load', later)
later()
