import { release, textOf } from './regions.js'
import { clearDrafts, nameOf } from './drafts.js'
import { numberOf } from './dragging.js'
import { layPen, takePen } from './presence.js'
import { store } from './store.js'

const template = document.getElementById('card-tools')

/** Opens a card for editing where it hangs; without script the same link leads to the card's own page. */
document.addEventListener('click', event => {
  const link = event.target.closest?.('.card__open')
  if (!link || !template || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const card = link.closest('.card')
  if (card.querySelector('.card__tools')) close(card)
  else open(card)
})

document.addEventListener('dblclick', event => {
  const card = event.target.closest?.(':is(.boardframe, .photo) .card[data-move]')
  if (card && template && !card.querySelector('.card__tools') && !event.target.closest('a, form')) open(card)
})

document.addEventListener('click', event => {
  const form = event.target.closest?.('.card__tools [data-cancel]')?.closest('form')
  if (!form) return
  clearDrafts(form)
  close(form.closest('.card'))
})

/** What is sent is kept with what waits to be sent, and needs no draft. */
document.addEventListener('submit', ({ target }) => { if (target.matches('.card__tools .form')) clearDrafts(target) })

document.addEventListener('keydown', event => {
  const card = event.key === 'Escape' && event.target.closest?.('.card')
  if (card && card.querySelector('.card__tools')) close(card)
})

for (const done of ['panorama:sent', 'panorama:kept']) {
  document.addEventListener(done, event => {
    if (event.target.matches('.card__tools .form')) close(event.target.closest('.card'))
  })
}

function open(card) {
  const tools = template.content.cloneNode(true).firstElementChild
  const number = numberOf(card)
  tools.dataset.own = ''
  for (const element of [tools, ...tools.querySelectorAll('[id], [for], [action], [href]')]) {
    for (const name of ['id', 'for', 'action', 'href', 'aria-labelledby']) {
      if (element.hasAttribute(name)) element.setAttribute(name, element.getAttribute(name).replace(':id', number))
    }
  }
  if (!('stackAt' in card.dataset)) for (const button of tools.querySelectorAll('[data-stack-step]')) button.remove()
  const text = card.querySelector('.card__text')
  const form = tools.querySelector('form')
  for (const about of tools.querySelectorAll('[data-about]')) about.textContent = `: ${text.textContent.trim()}`
  const opened = {
    text: textOf(card), marker: card.dataset.marker, responsible: card.dataset.responsible ?? '', done: 'done' in card.dataset ? '1' : '',
  }
  for (const version of tools.querySelectorAll('[name=version]')) version.value = card.dataset.version
  for (const [name, value] of Object.entries(opened)) form.elements[`opened-${name}`].value = value
  form.elements.text.defaultValue = opened.text
  const taken = opened.responsible.split(' ')
  for (const choice of form.querySelectorAll('[name=responsible]')) choice.defaultChecked = choice.checked = taken.includes(choice.value)
  for (const choice of form.querySelectorAll('[name=marker]')) choice.defaultChecked = choice.checked = choice.value === opened.marker
  form.elements.done.defaultChecked = form.elements.done.checked = opened.done !== ''
  text.classList.add('is-editing')
  card.querySelector('.card__open').setAttribute('aria-expanded', 'true')
  card.append(tools)
  takePen(number)
  const field = form.elements.text
  field.value = store.read(nameOf(field)) ?? field.value
  field.focus()
  field.setSelectionRange(field.value.length, field.value.length)
}

function close(card) {
  const inside = card.querySelector('.card__tools').contains(document.activeElement)
  card.querySelector('.card__tools').remove()
  layPen()
  card.querySelector('.card__text').classList.remove('is-editing')
  const link = card.querySelector('.card__open')
  link.removeAttribute('aria-expanded')
  if (inside) link.focus()
  release()
}
