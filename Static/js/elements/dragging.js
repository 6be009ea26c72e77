import { between } from '../models/placement.js'
import { moving, release } from './regions.js'
import { post } from './forms.js'
import { lay, show } from './paper.js'
import { versionNow } from './sending.js'

const still = 'a, button, input, textarea, select, label, summary, form'
const unanswered = new WeakMap()
let grip = null, drag = null

/**
 * `[data-move]` can be dragged between lists with the same `data-drop`; the drop posts to the address in `data-move`, and `[data-stack-at]` can
 * be laid upon another. Without an address of its own, what has the id `card-9` is placed at `/cards/9/placement` and stacked at `/cards/9/stack`.
 */
document.addEventListener('pointerdown', event => {
  const item = event.target.closest?.('[data-move]')
  if (!item || event.button || drag || event.target.closest(still)) return
  grip = { item, x: event.clientX, y: event.clientY, pointer: event.pointerId, touch: event.pointerType === 'touch' }
  if (grip.touch) grip.timer = setTimeout(() => { navigator.vibrate?.(10); lift(grip) }, 350)
})

document.addEventListener('pointermove', event => {
  if (grip && !drag) {
    const far = Math.hypot(event.clientX - grip.x, event.clientY - grip.y) > 6
    if (far && grip.touch) letGo()
    else if (far) lift(grip)
  }
  if (drag) carryNext(event.clientX, event.clientY)
})

document.addEventListener('pointerup', event => { if (drag) { carry(event.clientX, event.clientY); drop() } letGo() })
document.addEventListener('pointercancel', () => { if (drag) putBack(); letGo() })
document.addEventListener('touchmove', event => { if (drag) event.preventDefault() }, { passive: false })
document.addEventListener('selectstart', event => { if (grip) event.preventDefault() })
document.addEventListener('contextmenu', event => { if (drag) event.preventDefault() })
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && drag) { event.stopPropagation(); putBack(); letGo() }
}, true)

/** Where `item` now is, told to the server; the page already shows it, and may have `said` it. Refused, it goes `back` where it was, and so does what was moved on from there. */
export function postPlace(item, { said = false, back } = {}) {
  const list = item.parentElement
  const next = item.nextElementSibling
  item.dataset.list = list.id
  if (item.dataset.position !== undefined) item.dataset.position = between(positionOf(item.previousElementSibling), positionOf(next))
  const body = new URLSearchParams({ [list.dataset.field ?? list.dataset.drop]: list.dataset.value, before: next ? numberOf(next) : '', version: versionNow(item) })
  if (list.dataset.flow === 'free' && item.dataset.x) { body.set('x', item.dataset.x); body.set('y', item.dataset.y) }
  const moves = unanswered.get(item) ?? []
  unanswered.set(item, moves)
  moves.push(back)
  post(item.dataset.move || `${addressOf(item)}/placement`, body, { regionVersion: item.id, said, answered(done) {
    moves.splice(moves.indexOf(back), 1)
    if (done) return
    for (const later of moves) Object.assign(later, back)
    putAt(item, back)
    back.tell?.()
  } })
}

/** Where an item stands, to put it back there. */
export function standing(item) {
  const { list, position, x, y } = item.dataset
  return { home: item.parentElement, next: item.nextElementSibling, data: { list, position, x, y } }
}

function positionOf(item) { return item?.dataset.position === undefined ? undefined : Number(item.dataset.position) }

/** Whether what is in the one list may be in the other. */
export function mayMove(from, to) {
  if (from !== to && to.dataset.onlyOut !== undefined) return false
  return !from.dataset.pool || !to.dataset.pool || from.dataset.pool === to.dataset.pool
}

function putAt(item, { home, next, data }) {
  if (!item.isConnected || !home.isConnected) return
  for (const [name, value] of Object.entries(data)) if (value === undefined) delete item.dataset[name]; else item.dataset[name] = value
  moving(item, () => home.insertBefore(item, next?.parentElement === home ? next : null))
  if (home.dataset.flow === 'free') show(item)
}

/** Lays `item` on `onto`, like with like. */
export function stack(item, onto) {
  post(item.dataset.stackAt || `${addressOf(item)}/stack`, new URLSearchParams({ onto: numberOf(onto) }), { regionVersion: item.id })
}

export function numberOf(item) { return item.id.slice(item.id.indexOf('-') + 1) }

function addressOf(item) { return `/${item.id.replace('-', 's/')}` }

function letGo() {
  clearTimeout(grip?.timer)
  grip = null
}

function lift({ item, x, y, pointer, touch }) {
  const box = item.getBoundingClientRect()
  const ghost = item.cloneNode(true)
  ghost.removeAttribute('id')
  ghost.setAttribute('aria-hidden', 'true')
  ghost.classList.add('is-ghost')
  ghost.style.inlineSize = `${box.width}px`
  document.body.append(ghost)
  if (!touch) ghost.setPointerCapture(pointer)
  item.classList.add('is-dragging')
  document.documentElement.classList.add('is-dragging-something')
  drag = { item, ghost, dx: x - box.left, dy: y - box.top, ...standing(item) }
  carry(x, y)
}

/** However often the pointer moves, the page follows once for each picture that is drawn. */
function carryNext(x, y) {
  drag.frame ??= requestAnimationFrame(() => { if (drag) { drag.frame = undefined; carry(drag.x, drag.y) } })
  Object.assign(drag, { x, y })
}

function carry(x, y) {
  Object.assign(drag, { x, y })
  const { item, ghost, dx, dy, home } = drag
  ghost.style.transform = `translate(${x - dx}px, ${y - dy}px) rotate(1deg)`
  const under = document.elementFromPoint(x, y)
  const list = under?.closest('[data-drop]') ?? under?.closest('section, article')?.querySelector('[data-drop]')
  if (y < 70) scrollBy(0, -14)
  else if (y > innerHeight - 70) scrollBy(0, 14)
  if (!list || list.dataset.drop !== home.dataset.drop) return
  if (!mayMove(home, list)) return goHome()
  if (drag.list !== list) { drag.list?.classList.remove('is-target'); list.classList.add('is-target'); drag.list = list }
  aim(under.closest('[data-stack-at]'), x, y)
  if (drag.onto) return
  const others = [...list.children].filter(other => other !== item && other.matches('[data-move]'))
  const next = others.find(other => isBefore(list, other.getBoundingClientRect(), x, y)) ?? null
  if (item.parentElement !== list || item.nextElementSibling !== next) { list.insertBefore(item, next); document.dispatchEvent(new Event('panorama:moved')) }
}

/** Over a list where it may not be, the item is where it came from. */
function goHome() {
  const { item, home, next, list } = drag
  aim(null)
  list?.classList.remove('is-target')
  drag.list = null
  if (item.parentElement === home) return
  home.insertBefore(item, next?.parentElement === home ? next : null)
  document.dispatchEvent(new Event('panorama:moved'))
}

/** In the middle of another that it can be laid on, the item stays where it is and is aimed at that one. */
function aim(other, x, y) {
  const isAimed = other && other !== drag.item && 'stackAt' in drag.item.dataset && isMiddle(other.getBoundingClientRect(), x, y)
  const onto = isAimed ? other : null
  if (onto === drag.onto) return
  drag.onto?.classList.remove('is-onto')
  onto?.classList.add('is-onto')
  drag.onto = onto
}

function isMiddle({ left, top, width, height }, x, y) {
  return Math.abs(x - left - width / 2) < width * 0.35 && Math.abs(y - top - height / 2) < height * 0.22
}

function isBefore(list, box, x, y) {
  if (list.dataset.flow === 'free') return false
  if (list.dataset.flow !== 'row') return y < box.top + box.height / 2
  return y < box.top || (y < box.bottom && x < box.left + box.width / 2)
}

function drop() {
  const { item, home, next, data, onto } = drag
  if (onto) return layOn(onto)
  const free = item.parentElement.dataset.flow === 'free'
  const laid = free && lay(item, drag.ghost.getBoundingClientRect(), drag)
  const moved = laid || item.parentElement !== home || (!free && item.nextElementSibling !== next)
  finish()
  swallowClick()
  if (moved) postPlace(item, { back: { home, next, data } })
  else release()
}

function layOn(onto) {
  const { item } = drag
  putBack()
  swallowClick()
  stack(item, onto)
}

function swallowClick() {
  addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => removeEventListener('click', swallow, { capture: true }), 50)
}

function putBack() {
  putAt(drag.item, drag)
  finish()
  release()
}

function finish() {
  drag.ghost.remove()
  drag.item.classList.remove('is-dragging')
  drag.list?.classList.remove('is-target')
  drag.onto?.classList.remove('is-onto')
  document.dispatchEvent(new Event('panorama:moved'))
  document.documentElement.classList.remove('is-dragging-something')
  drag = null
}

/** The click that ends a drag is not meant; one by key is. */
function swallow(event) { if (event.detail) { event.preventDefault(); event.stopPropagation() } }
