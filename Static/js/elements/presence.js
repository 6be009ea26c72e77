import { announce } from './words.js'

const viewer = document.querySelector('meta[name=viewer]')?.content
const renewal = 15000
let held = null

/** Shows the others that the card is being written on, until `layPen`. */
export function takePen(card) {
  layPen()
  const hand = crypto.getRandomValues(new Uint32Array(2)).join('-')
  held = { card, hand, timer: setInterval(() => tell(card, hand, '1'), renewal) }
  tell(card, hand, '1')
}

export function layPen() {
  if (!held) return
  clearInterval(held.timer)
  tell(held.card, held.hand, '')
  held = null
}

/** Said once and forgotten: nothing waits for it, and it is worth nothing later. */
function tell(card, hand, isHeld) {
  if (!navigator.onLine) return
  fetch(`/cards/${card}/pen`, { method: 'POST', body: new URLSearchParams({ hand, held: isHeld }), keepalive: true }).catch(() => {})
}

/** Puts on each card who writes on it. Of those without names where one writes oneself, one is oneself. */
function sign() {
  const writers = new Map()
  let mine
  for (const pen of document.querySelectorAll('[data-pen]')) {
    if (pen.dataset.person ? pen.dataset.person === viewer : !mine && pen.dataset.pen === `card-${held?.card}`) mine = pen
    else writers.set(pen.dataset.pen, [...writers.get(pen.dataset.pen) ?? [], pen.dataset.says])
  }
  for (const old of document.querySelectorAll('.card__pen')) if (!writers.has(old.parentElement.id)) old.remove()
  for (const [id, sentences] of writers) {
    const card = document.getElementById(id)
    if (!card) continue
    const present = card.querySelector('.card__pen')
    const text = [...new Set(sentences)].join(' ')
    if (present?.textContent === text) continue
    present?.remove()
    const line = Object.assign(document.createElement('p'), { className: 'card__pen', textContent: text })
    line.dataset.own = ''
    const tools = card.querySelector('.card__tools')
    card.insertBefore(line, tools)
    if (tools) announce(text)
  }
}

document.addEventListener('panorama:region', ({ detail: { element } }) => { if (element?.matches('.presence, .card')) sign() })
addEventListener('pagehide', layPen)
const page = document.querySelector('[data-writes]')
if (page) takePen(page.dataset.writes)
sign()
