import { outside } from '../models/placement.js'
import { hideDropLine, hideDropPlace, runsAcross, showDropPlace } from './drop-place.js'
import { isByDay, land, mayMove, postPlace, stack } from './moves.js'
import { firstWords } from './news.js'
import { isSheet, lay } from './paper.js'
import { pickUp } from './places.js'
import { calm, release } from './regions.js'
import { stackOf } from './stacks.js'
import { toast } from './toasts.js'
import { say } from './words.js'

const still = 'a, button, input, textarea, select, label, summary, form'
let grip = null, drag = null

/**
 * `[data-move]` can be dragged between lists with the same `data-drop`; the drop posts to the address in `data-move`, and `[data-stack-at]` can
 * be laid upon another. By its name a stack is dragged as a whole; what is locked is not lifted otherwise. Without an address of its own, what
 * has the id `card-9` is placed at `/cards/9/placement` and stacked at `/cards/9/stack`.
 */
document.addEventListener('pointerdown', event => {
  if (drag) return
  letGo()
  const item = event.target.closest?.('[data-move]')
  const isName = event.target.closest('.card__stack') !== null
  if (!item || event.button || (event.target.closest(still) || 'locked' in item.dataset) && !isName) return
  grip = { item, cards: isName ? stackOf(item) : [item], x: event.clientX, y: event.clientY, pointer: event.pointerId, touch: event.pointerType === 'touch' }
  if (grip.touch) grip.timer = setTimeout(() => { navigator.vibrate?.(10); lift(grip) }, 350)
})

document.addEventListener('pointermove', event => {
  if (isAnother(event)) return
  if (grip && !drag) {
    const far = Math.hypot(event.clientX - grip.x, event.clientY - grip.y) > 6
    if (far && grip.touch) letGo()
    else if (far) lift(grip)
  }
  if (drag) carryNext(event.clientX, event.clientY)
})

for (const sign of ['scroll', 'panorama:region']) document.addEventListener(sign, () => { if (drag) carryNext(drag.x, drag.y) }, { capture: true, passive: true })
document.addEventListener('pointerup', event => {
  if (isAnother(event)) return
  if (drag) { carry(event.clientX, event.clientY); drop() }
  letGo()
})
document.addEventListener('pointercancel', event => {
  if (isAnother(event)) return
  if (drag) putBack()
  letGo()
})
document.addEventListener('touchmove', event => { if (drag) event.preventDefault() }, { passive: false })
document.addEventListener('dragstart', event => { if (grip) event.preventDefault() })
document.addEventListener('selectstart', event => { if (grip) event.preventDefault() })
document.addEventListener('contextmenu', event => { if (drag) event.preventDefault() })
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && drag) { event.stopPropagation(); putBack(); letGo() }
}, true)

/** A second finger. */
function isAnother({ pointerId }) { return grip !== null && grip.pointer !== pointerId }

/** What somebody else takes down goes out of the hand; where the board has been locked, it is laid back. */
document.addEventListener('panorama:goes', ({ target }) => { if (drag?.cards.includes(target)) takeAway(say('takenInHand', { card: firstWords(target) })) })
document.addEventListener('panorama:region', () => {
  const locked = drag?.item.matches('.card') && document.querySelector('.boardbar__locked')
  if (locked) takeAway(locked.textContent.trim())
})

function takeAway(words) {
  putBack()
  letGo()
  toast(words)
}

function letGo() {
  clearTimeout(grip?.timer)
  grip = null
}

function lift({ item, cards, x, y, pointer, touch }) {
  const box = item.getBoundingClientRect()
  const ghost = item.cloneNode(true)
  ghost.removeAttribute('id')
  ghost.setAttribute('aria-hidden', 'true')
  ghost.classList.remove('is-new')
  ghost.classList.add('is-ghost')
  ghost.style.inlineSize = `${box.width}px`
  document.body.append(ghost)
  if (!touch) ghost.setPointerCapture(pointer)
  for (const card of cards) card.classList.add('is-dragging')
  if (cards.length > 1) ghost.dataset.many = cards.length
  document.documentElement.classList.add('is-dragging-something')
  unmarkText()
  drag = { item, cards, ghost, dx: x - box.left, dy: y - box.top, pickedUp: cards.map(pickUp) }
  carry(x, y)
}

/** However often the pointer moves, the page follows once for each picture that is drawn. */
function carryNext(x, y) {
  drag.frame ??= requestAnimationFrame(() => { if (drag) { drag.frame = undefined; carry(drag.x, drag.y) } })
  Object.assign(drag, { x, y })
}

function carry(x, y) {
  Object.assign(drag, { x, y })
  const { item, cards, ghost, dx, dy } = drag, home = homeOf(drag)
  ghost.style.transform = `translate(${x - dx}px, ${y - dy}px) rotate(1deg)`
  const under = document.elementFromPoint(x, y)
  const list = under?.closest('[data-drop]') ?? under?.closest('section, article')?.querySelector('[data-drop]')
  if (y < 70) scrollBy(0, -14)
  else if (y > innerHeight - 70) scrollBy(0, 14)
  if (!list || list.dataset.drop !== home.dataset.drop) return
  scrollAside(list, x)
  if (!mayMove(home, list)) return aimAtHome()
  aim(under.closest('[data-stack-at]'), x, y)
  if (drag.onto) return
  const others = [...list.children].filter(other => !cards.includes(other) && other.matches('[data-move]'))
  const isBefore = beforeIn(list), at = others.findIndex(other => isBefore(other.getBoundingClientRect(), x, y))
  const next = others[outside(others.map(other => other.dataset.stack), at, cards.length > 1 ? undefined : item.dataset.stack)] ?? null
  drag.place = { list, next }
  const isLined = isElsewhere(drag.place) && !isSheet(list) && !isByDay(item, list)
  showDropPlace(list, isLined ? others : [], next, y)
}

/** A list that goes on beyond its edge comes along when one holds something there. */
function scrollAside(list, x) {
  const { left, right } = list.getBoundingClientRect(), from = list.scrollLeft
  if (list.scrollWidth <= list.clientWidth) return
  if (x > Math.min(right, innerWidth) - 50) list.scrollLeft += 14
  else if (x < Math.max(left, 0) + 50) list.scrollLeft -= 14
  if (list.scrollLeft !== from) carryNext(drag.x, drag.y)
}

/** Where what is dragged came from, as the page is now. */
function homeOf({ pickedUp: [{ from }] }) { return from.home }

/** Over a list where it may not be, the item would go back where it came from. */
function aimAtHome() {
  aim(null)
  drag.place = null
  hideDropPlace()
}

/** In the middle of another that it can be laid on, the item is aimed at that one. */
function aim(other, x, y) {
  const isAimed = other && drag.cards.length === 1 && other !== drag.item && 'stackAt' in drag.item.dataset && isMiddle(other.getBoundingClientRect(), x, y)
  const onto = isAimed ? other : null
  if (onto === drag.onto) return
  drag.onto?.classList.remove('is-onto')
  onto?.classList.add('is-onto')
  drag.onto = onto
  if (onto) hideDropLine()
}

function isMiddle({ left, top, width, height }, x, y) {
  return Math.abs(x - left - width / 2) < width * 0.35 && Math.abs(y - top - height / 2) < height * 0.22
}

/** How one tells that what is held somewhere is before a box of `list`. */
function beforeIn(list) {
  if (isSheet(list)) return () => false
  if (!runsAcross(list)) return (box, x, y) => y < box.top + box.height / 2
  return (box, x, y) => y < box.top || (y < box.bottom && x < box.left + box.width / 2)
}

/** Whether what is dragged would stand otherwise at `place` than it does. */
function isElsewhere({ list, next }) {
  const { item, cards } = drag
  return list.isConnected && (isSheet(list) || item.parentElement !== list || cards.at(-1).nextElementSibling !== next)
}

function drop() {
  const { item, cards, pickedUp, onto, place } = drag, [{ from }] = pickedUp
  swallowClick()
  if (onto) { putBack(); return stack(item, onto) }
  if (!place || !isElsewhere(place)) return putBack()
  const { list, next } = place
  if (list === from.home && isByDay(item, list)) { putBack(); return toast(list.dataset.byDay) }
  for (const card of cards) list.insertBefore(card, next?.parentElement === list ? next : null)
  if (isSheet(list) && !lay(item, drag.ghost.getBoundingClientRect(), drag, cards) && list === from.home) return putBack()
  finish()
  item.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: calm.matches ? 'auto' : 'smooth' })
  postPlace(pickedUp)
}

/** The click that ends a drag is not meant; it comes at once and without a press of its own. One by key is meant. */
function swallowClick() {
  const over = new AbortController()
  addEventListener('click', swallow, { capture: true, once: true, signal: over.signal })
  addEventListener('pointerdown', () => over.abort(), { capture: true, signal: over.signal })
  setTimeout(() => over.abort(), 50)
}

function putBack() {
  const { pickedUp } = drag
  finish()
  for (const { item, putDown } of pickedUp.toReversed()) land(item.id, putDown())
  release()
}

function finish() {
  drag.ghost.remove()
  hideDropPlace()
  for (const card of drag.cards) card.classList.remove('is-dragging')
  drag.onto?.classList.remove('is-onto')
  document.dispatchEvent(new Event('panorama:moved'))
  document.documentElement.classList.remove('is-dragging-something')
  unmarkText()
  drag = null
}

/** A press that came before this script has begun to mark text; the caret in a field stays. */
function unmarkText() { if (!getSelection().isCollapsed) getSelection().removeAllRanges() }

function swallow(event) { if (event.detail) { event.preventDefault(); event.stopPropagation() } }
