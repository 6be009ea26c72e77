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
 * All that hands do comes when there are any, and to a page that nobody has touched for a while, so that whoever loses the net later has it.
 * What waits to be sent does not wait for that. What is done before it is there is held until then, and done again; where nothing comes
 * though the net is there, a form is sent as it is.
 */
const signs = ['pointermove', 'pointerdown', 'wheel', 'keydown', 'focusin', 'input']
const untouched = 20000
const again = {
  submit: ({ target, submitter }) => target.requestSubmit(submitter),
  click: ({ target }) => target.click(),
  keydown: event => event.target.dispatchEvent(new KeyboardEvent('keydown', event)),
  kept: ({ sign }) => { sign.remove(); document.dispatchEvent(new Event('panorama:adopt')) },
}
const needsHands = {
  submit: () => true,
  click: ({ target }) => target.closest?.('.card__open, [data-name-stack]'),
  keydown: ({ key, shiftKey, target }) => sends(target, key, shiftKey) || /^(.|Arrow.*|Escape)$/.test(key) && !target.closest?.('input, textarea, select'),
}
const sends = (target, key, shiftKey) => key === 'Enter' && !shiftKey && target.dataset?.enterSends !== undefined
let coming

function bringHands() {
  coming ??= bringWords().then(() => import('./hands.js')).then(rest, error => { coming = undefined; throw error })
  return coming
}

async function bringWords() {
  const words = document.getElementById('words')
  const more = await fetch(words.dataset.more)
  if (more.ok) Object.assign(words.dataset, new DOMParser().parseFromString(await more.text(), 'text/html').querySelector('template').dataset)
}

function rest() {
  for (const sign of signs) removeEventListener(sign, come, true)
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
  try { await bringHands() } catch {
    if (!navigator.onLine) return addEventListener('online', () => doAgain(event), { once: true })
    rest()
  }
  if (event.target.isConnected) again[event.type](event)
}

/** A new card waits with all that has not been sent, whatever becomes of its field and of the page. */
function keepCard({ type, key: pressed, target }) {
  const form = type === 'submit' ? target : pressed === 'Enter' && target.form, field = form && form.querySelector('[data-enter-sends]')
  if (!field || !field.value.trim()) return undefined
  const at = Date.now(), key = crypto.getRandomValues(new Uint32Array(4)).join('-')
  if (!store.write(`outbox:${at}-${key}`, { key, at, action: form.getAttribute('action'), body: `${new URLSearchParams(new FormData(form))}${document.querySelector('[data-tells=named]') ? '' : '&unnamed=1'}` })) return undefined
  const sign = Object.assign(document.createElement('p'), { className: 'unsent', textContent: field.value })
  sign.dataset.own = ''
  form.before(sign)
  clearDrafts(form)
  form.reset()
  return { type: 'kept', target: document, sign }
}

for (const sign of signs) addEventListener(sign, come, true)
for (const kind in again) addEventListener(kind, hold, true)
if (store.names('outbox').length || store.read('next')) come()
addEventListener('load', () => setTimeout(come, untouched))
