import { store } from './elements/store.js'
import { clearDrafts } from './elements/drafts.js'
import './elements/day-clock.js'
import './elements/tabs.js'
import './elements/live.js'

document.documentElement.classList.add('js')

/** What shows at first sight, where a page has it. */
const atSight = {
  '[data-flow=free]': 'paper', '[data-leads]': 'threads', '.scale': 'timeline', '.tray': 'tray', '[data-stack]': 'stack-names', '[data-fit]': 'sheet', '.survey': 'survey',
  '[data-filter]': 'filter', '[data-rings]': 'queue', '[data-pen], [data-writes]': 'presence', '.fact': 'facts', '[data-author]': 'own', '[data-print], [data-key]': 'shortcuts',
}
function show() { for (const sign in atSight) if (document.querySelector(sign)) import(`./elements/${atSight[sign]}.js`) }
show()
document.addEventListener('panorama:region', show)

/**
 * All that hands do comes with the first sign of them, or after a while, so that whoever loses the net later has it. What is done before that is
 * held, however long the server is away, and done again in order; where it is there and they do not come, forms are sent as they are.
 */
const signs = ['pointermove', 'pointerdown', 'wheel', 'keydown', 'focusin', 'input']
const untouched = 20000
const again = {
  submit: ({ target, submitter }) => target.requestSubmit(submitter),
  click: ({ target }) => target.click(),
  keydown: goOn,
  kept: ({ sign, sendAsItIs }) => {
    sign.remove()
    if (document.documentElement.dataset.hands) document.dispatchEvent(new Event('panorama:adopt'))
    else sendAsItIs()
  },
}
const needsHands = {
  submit: () => true,
  click: ({ target }) => target.closest?.('.card__open, [data-name-stack]'),
  keydown: ({ key, shiftKey, target }) => sends(target, key, shiftKey) || /^(.|Arrow.*|Escape)$/.test(key) && !target.closest?.('input, textarea, select'),
}
const sends = (target, key, shiftKey) => key === 'Enter' && !shiftKey && target.dataset?.enterSends !== undefined
const waiting = []
let coming, isTrying = false, missing = 0, pressed, begun

/** Asked again at once, it does not ask the server again. */
function bringHands() {
  if (coming) return coming
  coming = bringWords().then(() => import('./hands.js').catch(error => { missing += 1; throw error })).then(rest)
  coming.catch(() => setTimeout(() => { coming = undefined }, 1000))
  return coming
}

function isThere() { return fetch('/healthz', { cache: 'no-store' }).then(({ ok }) => ok, () => false) }

async function bringWords() {
  const words = document.getElementById('script-words')
  const more = await fetch(words.dataset.more)
  if (!more.ok) throw new Error(more.status)
  const { dataset, content } = new DOMParser().parseFromString(await more.text(), 'text/html').querySelector('template')
  Object.assign(words.dataset, dataset)
  words.content.replaceChildren(content)
}

function rest() {
  for (const sign of signs) removeEventListener(sign, come, true)
  if (pressed?.target.isConnected) pressed.target.dispatchEvent(new PointerEvent('pointerdown', pressed))
  for (const kind in again) removeEventListener(kind, hold, true)
}

function come() { bringHands().catch(() => {}) }

function hold(event) {
  if (!needsHands[event.type](event)) return
  const { type, target, submitter } = event
  if (type !== 'keydown' || event.key === 'Enter') event.preventDefault()
  event.stopImmediatePropagation()
  doAgain(keepCard(event) ?? (type === 'keydown' ? event : { type, target, submitter }))
}

async function doAgain(event) {
  waiting.push(event)
  if (isTrying) return
  isTrying = true
  while (waiting.length) {
    try { await bringHands() } catch {
      if (missing < 2 || !await isThere()) { await new Promise(later => setTimeout(later, 1500)); continue }
      rest()
    }
    begun = document.activeElement
    for (const event of waiting.splice(0)) if (event.target.isConnected) again[event.type](event)
  }
  isTrying = false
}

/** A key means what it would have meant where what was done before it has led: in a field that has been opened, it is written there. */
function goOn(event) {
  const at = event.target === begun ? document.activeElement : event.target, { key } = event
  if (key.length > 1 || !at.matches('textarea, input:not([type=checkbox], [type=radio])')) return at.dispatchEvent(new KeyboardEvent('keydown', event))
  at.setRangeText(key, at.selectionStart, at.selectionEnd, 'end')
  at.dispatchEvent(new Event('input', { bubbles: true }))
}

/** A new card waits with all that has not been sent, whatever becomes of its field and of the page. */
function keepCard({ type, key: typed, target }) {
  const form = type === 'submit' ? target : typed === 'Enter' && target.form, field = form && form.querySelector('[data-enter-sends]')
  if (!field || !field.value.trim()) return undefined
  const at = Date.now(), key = crypto.getRandomValues(new Uint32Array(4)).join('-'), name = `outbox:${at}-${key}`, { value } = field
  if (!store.write(name, { key, at, action: form.getAttribute('action'), body: `${new URLSearchParams(new FormData(form))}${document.querySelector('[data-tells=named]') ? '' : '&unnamed=1'}` })) return undefined
  const sign = document.createElement('p')
  Object.assign(sign, { className: 'unsent', textContent: value }).dataset.own = ''
  form.before(sign)
  clearDrafts(form)
  form.reset()
  return { type: 'kept', target: document, sign, sendAsItIs() { store.remove(name); field.value = value; form.requestSubmit() } }
}

for (const sign of signs) addEventListener(sign, come, true)
for (const kind in again) addEventListener(kind, hold, true)
for (const kind of ['down', 'up', 'cancel']) addEventListener(`pointer${kind}`, event => { pressed = kind === 'down' ? event : undefined }, true)
if (store.names('outbox').length || store.read('next') || performance.getEntriesByType('navigation')[0]?.type === 'reload') come()
addEventListener('load', () => setTimeout(come, untouched))
