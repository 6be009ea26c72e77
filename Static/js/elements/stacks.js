import { clearDrafts, nameOf } from './drafts.js'
import { stack } from './moves.js'
import { firstWords } from './news.js'
import { part } from './parts.js'
import { focusOn, release } from './regions.js'
import { store } from './store.js'
import { say } from './words.js'

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

/** The card with the others of its stack, as they follow each other. */
export function stackOf(card) {
  const { stack } = card.dataset
  return stack ? [...card.parentElement.children].filter(other => other.dataset.stack === stack) : [card]
}

/** The name of a stack is given where it stands, and there the stack is moved as a whole; without script the same link leads to the card's own page. */
document.addEventListener('click', event => {
  const link = event.target.closest?.('[data-name-stack]')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const card = link.closest('.card')
  if (!card.querySelector('.stackname')) askName(card, link)
})

/** What a stack is called: by its name, or by its first card. */
export function nameOfStack(card) { return card.querySelector('[data-name-stack]')?.dataset.nameStack || firstWords(card) }

const nameForm = '<input type="hidden" name="opened-name"><div class="field"><label></label><input name="name" maxlength="60" data-draft></div>'
  + '<div class="line"><button class="button button--small"></button><button class="button button--small button--text" type="button" data-close></button></div>'

function askName(card, link) {
  const { stack } = card.dataset
  const form = Object.assign(document.createElement('form'), { className: 'form stackname', method: 'post', action: `/stacks/${stack}/name`, innerHTML: nameForm })
  Object.assign(form.dataset, { liveForm: '', own: '' })
  const field = form.elements.name, [label, submit, cancel] = form.querySelectorAll('label, button')
  label.htmlFor = field.id = `stack-name-${stack}`
  label.textContent = say('stackName')
  submit.textContent = say('stackNameDo')
  cancel.textContent = say('cancel')
  field.defaultValue = form.elements['opened-name'].value = link.dataset.nameStack
  field.value = store.read(nameOf(field)) ?? field.defaultValue
  const close = () => { form.remove(); release(); backTo(card, stack) }
  for (const done of ['panorama:sent', 'panorama:kept']) form.addEventListener(done, () => { clearDrafts(form); close() })
  form.addEventListener('keydown', event => { if (event.key === 'Escape') { event.stopPropagation(); close() } })
  cancel.addEventListener('click', () => { clearDrafts(form); close() })
  form.append(movesOf(form, link.dataset.nameStack))
  link.parentElement.after(form)
  field.focus()
  field.select()
}

/** Focus goes to the name of the stack, where that stands now, or to the card. */
function backTo({ id }, stack) {
  const name = [...document.querySelectorAll(`[data-stack="${stack}"] [data-name-stack]`)].find(link => link.getClientRects().length)
  if (name) name.focus()
  else focusOn(id)
}

/** What moves a card moves its stack here. */
function movesOf(form, name) {
  const moves = part('.card__moves')
  moves.setAttribute('aria-label', say('moveStack'))
  for (const button of moves.querySelectorAll('[data-stack-step]')) button.remove()
  for (const about of moves.querySelectorAll('[data-about]')) about.textContent = `: ${name || form.querySelector('label').textContent}`
  return moves
}
