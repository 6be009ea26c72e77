import { meaning } from '../models/keys.js'
import { neighbourAsSeen } from '../models/placement.js'
import { lanesAround, move } from './board.js'
import { pinNext } from './facts.js'
import { post } from './forms.js'
import { numberOf } from './moves.js'
import { part } from './parts.js'
import { layOnNeighbour } from './stacks.js'
import { store } from './store.js'
import { mayBeTied, tie } from './tying.js'

const plan = document.getElementById('keys')
plan?.querySelector('.keys__list').append(...part('dl').children)
const letters = plan?.querySelector('[data-letters]')
const busy = 'input, textarea, select, dialog, .card__tools, .tie, .conflict'

/** What each key does with the card that has focus. */
const onCard = {
  go: (card, direction) => neighbourAsSeen(lanesAround(card), card, direction)?.querySelector('.card__open').focus(),
  move: (card, direction, at) => move(card, direction, { asSeen: true, whole: at.matches('[data-name-stack]') }),
  stack: card => layOnNeighbour(card),
  tie: card => mayBeTied(card) ? tie(card) : onCard.open(card),
  edit: card => card.querySelector('.card__open').click(),
  open: card => location.assign(card.querySelector('.card__open').href),
  done: card => post(`/cards/${numberOf(card)}/completion`, new URLSearchParams({ done: 'done' in card.dataset ? '' : '1' }), { regionVersion: card.id }),
  take: card => post(`/cards/${numberOf(card)}/removal`, new URLSearchParams({ version: card.dataset.version }), { regionVersion: card.id }),
}

/** What each key does with the board, wherever on it one is. */
const onBoard = {
  new: at => (at.closest('.lane') ?? document.querySelector('[data-board] .lane')).querySelector('.lane__new textarea')?.focus(),
  undo: () => step('undo'),
  redo: () => step('redo'),
}

/** One step back or forward by key. When it takes the last card, the next press of the key means a step again, not a letter in a field. */
function step(kind) {
  const form = document.querySelector(`.boardbar form[action$="/${kind}"]`)
  if (!form) return
  const goOn = () => {
    if (document.activeElement.matches('.lane__new textarea') && !document.activeElement.value) form.querySelector('button').focus()
  }
  const next = new AbortController()
  document.addEventListener('focusin', goOn, { signal: next.signal })
  form.addEventListener('panorama:sent', () => queueMicrotask(goOn), { once: true })
  for (const sign of ['keydown', 'pointerdown']) addEventListener(sign, () => next.abort(), { capture: true, signal: next.signal })
  form.requestSubmit()
}

document.addEventListener('keydown', event => {
  const at = event.target
  const { does, direction, everywhere } = (plan && meaning(event, letters.checked)) ?? {}
  if (does === 'close' ? !closes(at) : at.closest(busy)) return
  const card = at.closest(':is(.boardframe, .photo) [data-move]')
  const act = does === 'close' ? closePlan : card && onCard[does] ? () => onCard[does](card, direction, at)
    : (at.closest('#tavle') || (everywhere && at === document.body)) && onBoard[does] ? () => onBoard[does](at)
    : { plan: togglePlan, fact: pinNext }[does]
  if (!act) return
  event.preventDefault()
  act()
})

/** Whether Escape at `at` is for the plan of keys: it is open, and nothing nearer wants it. */
function closes(at) {
  return plan.open && (plan.contains(at) || !at.closest(`${busy}, :has(> .card__tools)`))
}

function closePlan() {
  plan.open = false
  plan.querySelector('summary').focus()
}

function togglePlan() {
  plan.open = !plan.open
  plan.querySelector('summary').focus()
  plan.scrollIntoView({ block: 'nearest' })
}

if (letters) {
  letters.checked = store.read('letters') ?? true
  letters.addEventListener('change', () => store.write('letters', letters.checked))
}
