import { stack } from './dragging.js'
import { release } from './regions.js'

const steps = { ArrowUp: -1, ArrowDown: 1 }

/** Alt, Shift and an arrow lay the card on the one above or below it; a button can do the same. */
document.addEventListener('keydown', event => {
  const card = event.target.closest?.('[data-stack-at]')
  const step = steps[event.key]
  if (!card || !step || !event.altKey || !event.shiftKey || event.target.matches('textarea, input, select')) return
  event.preventDefault()
  layOnNeighbour(card, step)
})

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-stack-step]')
  if (button) layOnNeighbour(button.closest('[data-stack-at]'), steps[button.dataset.stackStep])
})

function layOnNeighbour(card, step) {
  const cards = [...card.parentElement.children].filter(other => other.matches('[data-stack-at]:not(.is-filtered)'))
  const onto = cards[cards.indexOf(card) + step]
  if (onto) stack(card, onto)
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
  field.defaultValue = link.dataset.nameStack
  const close = () => { form.remove(); release(); card.querySelector('[data-name-stack]')?.focus() }
  form.addEventListener('panorama:sent', close)
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
