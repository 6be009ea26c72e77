import { Departed, indexAt, isNewer } from '../models/region.js'
import { isTouched, morph } from './morph.js'
import { announce, say } from './words.js'

const departed = new Departed()
const held = new Map()
/** When each region was last drawn. */
export const drawnAt = new Map()
let sought
/** Does a change and keeps what hands have left half done; how, comes with them. */
let keeping = (element, change) => change()
/** What of a region is told when it is drawn otherwise; how, comes with the news. */
let facts = () => undefined
export const calm = matchMedia('(prefers-reduced-motion: reduce)')

/**
 * Draws `{region, version, html, news}` if it is newer than the page; html null takes the region away; `news` says that somebody else changed it.
 * A region under someone's hands is kept back until they are done, unless what they do stays as it is while it is drawn.
 * `own` says that the change was made here.
 */
export function apply(message, { own = false } = {}) {
  const present = document.getElementById(message.region)
  const version = Number(message.version)
  if (message.html !== null && departed.outlives(message.region, version)) return
  if (present && (message.html === null ? version < versionOf(present) : !isNewer(version, versionOf(present)))) return
  if (message.html === null && present?.matches('.is-dragging, :has(> .tie)')) present.dispatchEvent(new Event('panorama:goes', { bubbles: true }))
  const waiting = Number(held.get(message.region)?.version ?? -1)
  if (present && !own && mustWait(present, message.html)) {
    if (version < waiting) return
    held.set(message.region, message)
    const word = say(message.html === null ? 'takenDown' : 'newer')
    if (message.html === null && present.dataset.newer !== word) announce(word)
    present.dataset.newer = word
    return
  }
  if (version >= waiting) held.delete(message.region)
  drawnAt.set(message.region, performance.now())
  if (message.html === null) {
    departed.note(message.region, version)
    if (present) remove(present, { own, news: message.news })
    return
  }
  const wanted = parse(message.html)
  if (!wanted) return
  if (present) redraw(present, wanted, { own, news: message.news })
  else insert(wanted, { own, news: message.news })
}

/** Whether `element` has parts that come in regions of their own, so that drawing it late would draw them as they were then. */
export function holdsOthers(element) { return element.querySelector('[data-version][id]') !== null }

export function fetchAnew() { document.dispatchEvent(new Event('panorama:refresh')) }

/** Draws what was kept back and is no longer under anyone's hands. */
export function release() {
  for (const [region, message] of [...held]) {
    const present = document.getElementById(region)
    if (present && isUnderHands(present)) continue
    if (present) delete present.dataset.newer
    held.delete(region)
    if (present && holdsOthers(present)) fetchAnew()
    else apply(message)
  }
  for (const card of document.querySelectorAll('.card[data-newer]')) if (!held.has(card.id) && !isUnderHands(card)) delete card.dataset.newer
}

export function isUnderHands(element) {
  return element.matches('.is-dragging, .is-sliding') || element.querySelector('[data-holds]') !== null || touchedIn(element).length > 0
}

function touchedIn(element) {
  return [...element.querySelectorAll('input, textarea, select')].filter(field => isTouched(field) && !field.closest('[data-reset], .holder'))
}

/** Whether drawing would take something from under hands: all stays that is written in what script has opened. */
function mustWait(element, html) {
  if (html === null) return isUnderHands(element)
  return element.matches('.is-dragging, .is-sliding') || touchedIn(element).some(field => !field.closest('[data-own]'))
}

export function keepBy(way) {
  const others = keeping
  keeping = (element, change, wanted) => way(element, () => others(element, change, wanted), wanted)
}

export function tellBy(way) { facts = way }

/** Does `change` and lets `element` be seen to move to its new place; a card that has focus stays in sight. */
export function moving(element, change, { own = false } = {}) {
  const before = element.getBoundingClientRect()
  keepingFocus(change)
  for (const running of element.getAnimations()) if (running.id === 'moving') running.cancel()
  const follow = () => {
    const stop = document.activeElement
    if ((own || element.matches('.card') || stop.closest('.conflict')) && element.contains(stop)) stop.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
  follow()
  const after = element.getBoundingClientRect()
  const x = before.left - after.left, y = before.top - after.top
  if ((!x && !y) || calm.matches || element.matches('.is-dragging')) return
  element.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: 'none' }], { id: 'moving', duration: 180, easing: 'ease-out' }).finished.then(follow, () => {})
}

/** Does `change`; focus stays with what it was on, also where that goes from one region to another. */
export function keepingFocus(change) {
  const focused = document.activeElement, home = focused.closest('[id]')?.id
  change()
  if (focused.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true })
  if (!focused.isConnected || focused.checkVisibility?.() === false) sought = home
  const isLost = () => sought && document.activeElement === document.body
  if (isLost()) focusOn(sought, { preventScroll: true })
  if (isLost()) document.querySelector('.boardbar__locked')?.focus()
}

/** Gives focus to the element, or else to what in it takes focus. */
export function focusOn(id, options) {
  const target = document.getElementById(id)
  const stop = target?.matches('a, button, input, textarea, select, summary, [tabindex]') ? target : target && stopIn(target)
  stop?.focus(options)
}

/** What takes focus in `element`, but not in what is `gone`: the link of a card, or else the first that is seen. */
function stopIn(element, gone) {
  return [...element.querySelectorAll('.card__open'), ...element.querySelectorAll('summary, a, button, input, textarea, [tabindex]')]
    .find(stop => stop.getClientRects().length && !gone?.contains(stop))
}

export function versionOf(element) { return Number(element.dataset.version) }

function parse(html) {
  const template = document.createElement('template')
  template.innerHTML = html
  return template.content.firstElementChild
}

function redraw(present, wanted, change) {
  const before = facts(present), isHeld = !change.own && !holdsOthers(present) && isUnderHands(present)
  moving(present, () => keeping(present, () => {
    const cards = [...present.querySelectorAll('.card[data-version]')].filter(card => card.querySelector('.card__tools, .stackname, .tie') || isUnderHands(card))
    const drawn = morph(present, wanted)
    if (isHeld) drawn.dataset.newer = say('newer')
    else delete drawn.dataset.newer
    if (!drawn.matches('.is-moving')) place(drawn)
    cards.forEach(carry)
  }, wanted), change)
  tellDrawn(document.getElementById(wanted.id), { ...change, before })
}

/** Puts a card at work where it hangs now that its board is drawn anew; one that is gone waits in the first field. */
function carry(card) {
  if (card.isConnected) return
  const fresh = document.getElementById(card.id)
  if (fresh) {
    morph(card, fresh)
    fresh.replaceWith(card)
  } else {
    document.querySelector('[data-board] [data-region-list]')?.append(card)
    apply({ region: card.id, version: card.dataset.version, html: null })
  }
}

/** The text of a card as it was written; a text that is drawn otherwise stands in `data-text`. */
export function textOf(card) {
  const text = card.querySelector('.card__text')
  return text?.dataset.text ?? text?.textContent
}

function insert(wanted, change) {
  const list = document.getElementById(wanted.dataset.list ?? '')
  if (!list) return
  const element = document.importNode(wanted, true)
  for (const part of element.querySelectorAll('[data-version][id]')) if (document.getElementById(part.id)) part.remove()
  element.classList.add('is-new')
  element.addEventListener('animationend', () => element.classList.remove('is-new'), { once: true })
  keepingFocus(() => place(element))
  if (!change.own && list.dataset.announces) announce(`${list.dataset.announces}: ${(element.querySelector('[data-said]') ?? element).textContent.trim()}`)
  tellDrawn(element, { ...change, fresh: true })
}

/** Puts an element into its list, in the order of positions. */
export function place(element) {
  const list = document.getElementById(element.dataset.list ?? '')
  if (!list) return
  const placed = [...list.children].filter(item => item.dataset.position !== undefined)
  const others = placed.filter(other => other !== element)
  const index = indexAt(Number(element.dataset.position), others.map(other => Number(other.dataset.position)))
  if (placed[index] !== element) list.insertBefore(element, others[index] ?? null)
}

export function remove(element, { own = false, news } = {}) {
  const list = element.parentElement
  const next = element.contains(document.activeElement) ? nearestStop(element) : undefined
  element.remove()
  next?.focus()
  tellDrawn(list, { news, gone: own ? null : element, own: true })
}

/** What takes focus when `element` goes: in the one after it, else the one before it, else what is first around it. */
function nearestStop(element) {
  const all = [...element.parentElement.children], at = all.indexOf(element)
  let stop, home = element
  for (const other of [...all.slice(at + 1), ...all.slice(0, at).reverse()]) stop ??= stopIn(other)
  while (!stop && (home = home.parentElement)) stop = stopIn(home, element)
  return stop
}

/** Says that `element` is drawn, to what must follow it. */
export function tellDrawn(element, detail) {
  document.dispatchEvent(new CustomEvent('panorama:region', { detail: { element, ...detail } }))
}

document.addEventListener('focusout', () => setTimeout(release))
for (const sign of ['focusin', 'pointerdown', 'keydown']) document.addEventListener(sign, () => { sought = undefined }, true)
document.addEventListener('reset', () => setTimeout(release))
