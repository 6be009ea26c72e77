import { store } from './elements/store.js'
import './elements/drafts.js'
import './elements/day-clock.js'
import './elements/tabs.js'
import './elements/live.js'

document.documentElement.classList.add('js')

/** What shows at first sight, where a page has it. */
const atSight = {
  '[data-flow=free]': 'paper', '[data-leads]': 'threads', '.scale': 'timeline', '[data-stack]': 'stacks', '[data-fit]': 'sheet', '.survey': 'survey',
  '[data-filter]': 'filter', '[data-rings]': 'queue', '[data-pen]': 'presence', '.fact': 'facts', '[data-print], [data-key]': 'shortcuts',
}
for (const [sign, name] of Object.entries(atSight)) if (document.querySelector(sign)) import(`./elements/${name}.js`)

/**
 * All that hands do comes when they do, or else when the page has come to rest; what waits to be sent does not wait for that.
 * A form that is sent before is held until then, and sent as it is where nothing comes.
 */
const hands = ['pointermove', 'pointerdown', 'keydown', 'focusin', 'input']
const settled = window.requestIdleCallback ?? (then => setTimeout(then, 500))
let coming

function bringHands() {
  coming ??= import('./hands.js').then(rest, () => { coming = undefined })
  return coming
}

function rest() {
  for (const sign of hands) removeEventListener(sign, bringHands, true)
  removeEventListener('submit', hold, true)
}

function hold(event) {
  const { target, submitter } = event
  event.preventDefault()
  event.stopImmediatePropagation()
  bringHands().then(() => { rest(); target.requestSubmit(submitter) })
}

for (const sign of hands) addEventListener(sign, bringHands, true)
addEventListener('submit', hold, true)
document.addEventListener('panorama:connected', () => settled(bringHands), { once: true })
if (store.read('outbox')) bringHands()
if (!document.querySelector('meta[name=live]')) addEventListener('load', () => settled(bringHands))
