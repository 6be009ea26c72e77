import { meaning } from '../models/keys.js'
import { neighbour } from '../models/placement.js'
import { lanesAround, move } from './board.js'
import { numberOf } from './dragging.js'
import { pinNext } from './facts.js'
import { post } from './forms.js'
import { layOnNeighbour } from './stacks.js'
import { store } from './store.js'

const plan = document.getElementById('keys')
const letters = plan?.querySelector('[data-letters]')

/** What each key does with the card that has focus. */
const onCard = {
  go: (card, direction) => neighbour(lanesAround(card), card, direction)?.querySelector('.card__open').focus(),
  move,
  stack: card => layOnNeighbour(card),
  edit: card => card.querySelector('.card__open').click(),
  open: card => location.assign(card.querySelector('.card__open').href),
  done: card => post(`/cards/${numberOf(card)}/completion`, new URLSearchParams({ done: 'done' in card.dataset ? '' : '1' }), { regionVersion: card.id }),
  take: card => post(`/cards/${numberOf(card)}/removal`, new URLSearchParams({ version: card.dataset.version }), { regionVersion: card.id }),
}

/** What each key does with the board, wherever on it one is. */
const onBoard = {
  new: at => (at.closest('.lane') ?? document.querySelector('[data-board] .lane')).querySelector('.lane__new textarea')?.focus(),
  undo: () => document.querySelector('.boardbar form[action$="/undo"]')?.requestSubmit(),
  redo: () => document.querySelector('.boardbar form[action$="/redo"]')?.requestSubmit(),
}

document.addEventListener('keydown', event => {
  const at = event.target
  if (!plan || at.closest('input, textarea, select, dialog, .card__tools, .conflict')) return
  const { does, direction } = meaning(event, letters.checked) ?? {}
  const card = at.closest(':is([data-board], .photo) [data-move]')
  const act = card && onCard[does] ? () => onCard[does](card, direction)
    : at.closest('#tavle') && onBoard[does] ? () => onBoard[does](at)
    : { plan: togglePlan, fact: pinNext }[does]
  if (!act) return
  event.preventDefault()
  act()
})

function togglePlan() {
  plan.open = !plan.open
  plan.querySelector('summary').focus()
  plan.scrollIntoView({ block: 'nearest' })
}

if (letters) {
  letters.checked = store.read('letters') ?? true
  letters.addEventListener('change', () => store.write('letters', letters.checked))
}
