import { stack } from './moves.js'
import { release } from './regions.js'

const steps = { ArrowUp: -1, ArrowDown: 1 }

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-stack-step]')
  if (button) layOnNeighbour(button.closest('[data-stack-at]'), steps[button.dataset.stackStep])
})

/** Lays the card on the one above it, or with `step` 1 on the one below; the first card has only one below. One that only its author sees is told by the server that it has to wait. */
export function layOnNeighbour(card, step = -1) {
  const cards = [...card.parentElement.children].filter(other => other.matches('[data-stack-at]:not(.is-filtered)'))
  const at = cards.indexOf(card)
  const onto = cards[at + step] ?? cards[at - step]
  if (onto ?? at < 0) stack(card, onto ?? card)
}

/** The name of a stack is given where it stands; without script the same link leads to the card's own page. */
document.addEventListener('click', event => {
  const link = event.target.closest?.('[data-name-stack]')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const card = link.closest('.card')
  if (!card.querySelector('.stackname')) askName(card, link)
})

function askName(card, link) {
  const form = document.getElementById('stack-name').content.cloneNode(true).firstElementChild
  const field = form.elements.name, label = form.querySelector('label')
  form.setAttribute('action', form.getAttribute('action').replace(':stack', card.dataset.stack))
  label.htmlFor = field.id = field.id.replace(':stack', card.dataset.stack)
  field.defaultValue = form.elements['opened-name'].value = link.dataset.nameStack
  const close = () => { form.remove(); release(); card.querySelector('[data-name-stack]')?.focus() }
  for (const done of ['panorama:sent', 'panorama:kept']) form.addEventListener(done, close)
  form.addEventListener('keydown', event => { if (event.key === 'Escape') { event.stopPropagation(); close() } })
  form.querySelector('[data-close]').addEventListener('click', close)
  link.parentElement.after(form)
  field.focus()
  field.select()
}

/** The name of a stack stands on its first card only. */
function markFirst(list) {
  let previous
  for (const card of list.children) {
    card.classList.toggle('is-below', Boolean(card.dataset.stack) && card.dataset.stack === previous)
    previous = card.dataset.stack
  }
}

document.addEventListener('panorama:region', () => {
  for (const list of document.querySelectorAll('.lane__cards:has([data-stack])')) markFirst(list)
})
for (const list of document.querySelectorAll('.lane__cards:has([data-stack])')) markFirst(list)
