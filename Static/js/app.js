import { store } from './elements/store.js'
import './elements/drafts.js'
import './elements/day-clock.js'
import './elements/tabs.js'
import './elements/live.js'

document.documentElement.classList.add('js')

/** What shows at first sight, where a page has it. */
const atSight = {
  '[data-flow=free]': 'paper', '[data-leads]': 'threads', '.scale': 'timeline', '.tray': 'tray', '[data-stack]': 'stacks', '[data-fit]': 'sheet', '.survey': 'survey',
  '[data-filter]': 'filter', '[data-rings]': 'queue', '[data-pen], [data-writes]': 'presence', '.fact': 'facts', '[data-author]': 'own', '[data-print], [data-key]': 'shortcuts',
}
for (const [sign, name] of Object.entries(atSight)) if (document.querySelector(sign)) import(`./elements/${name}.js`)

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
  doAgain(type === 'keydown' ? event : { type, target, submitter })
}

async function doAgain(event) {
  const field = (event.type === 'submit' || event.key === 'Enter') && event.target.closest('form')?.querySelector('[data-enter-sends]')
  if (field) noteUnsent(ids => ids.add(field.id))
  try { await bringHands() } catch {
    if (!navigator.onLine) return addEventListener('online', () => doAgain(event), { once: true })
    rest()
  }
  if (field) noteUnsent(ids => ids.delete(field.id))
  if (event.target.isConnected) again[event.type](event)
}

/** The fields whose words wait to be sent, so that the page sends them when it comes again, should it be left before. */
function noteUnsent(change) {
  const ids = new Set(history.state?.unsent)
  change(ids)
  history.replaceState({ ...history.state, unsent: [...ids] }, '')
}

for (const sign of signs) addEventListener(sign, come, true)
for (const kind in again) addEventListener(kind, hold, true)
if (store.names('outbox').length || store.read('next')) come()
for (const field of (history.state?.unsent ?? []).map(id => document.getElementById(id))) if (field?.value) field.form.requestSubmit()
addEventListener('load', () => setTimeout(come, untouched))
