import { release, textOf } from './regions.js'
import { clearDrafts, nameOf } from './drafts.js'
import { isTouched } from './morph.js'
import { numberOf } from './moves.js'
import { numbered, part } from './parts.js'
import { layPen, takePen } from './presence.js'
import { unsent } from './sending.js'
import { store } from './store.js'
import { tie } from './tying.js'
import { leaveSign } from './waiting.js'
import { announce } from './words.js'

const template = document.getElementById('card-tools')
/** A form in which a card is written, where it hangs or on its own page. */
const writes = '.card__tools .form, form[data-writes]'

/** Opens a card for editing where it hangs; of a locked card, and without script, the same link leads to the card's own page. */
document.addEventListener('click', event => {
  const link = event.target.closest?.('.card__open')
  if (!link || !template || event.ctrlKey || event.metaKey || event.shiftKey) return
  const card = link.closest('.card'), isOpen = card.querySelector('.card__tools') !== null
  if ('locked' in card.dataset && !isOpen) return
  event.preventDefault()
  if (isOpen) close(card)
  else open(card)
})

document.addEventListener('dblclick', event => {
  const card = event.target.closest?.(':is(.boardframe, .photo) .card[data-move]')
  if (card && template && !card.querySelector('.card__tools') && !event.target.closest('a, form')) card.querySelector('.card__open').click()
})

document.addEventListener('click', event => {
  const card = event.target.closest?.('.card__tools [data-tie]')?.closest('.card')
  if (card) tie(card)
})

document.addEventListener('click', event => {
  const form = event.target.closest?.('.card__tools [data-cancel]')?.closest('form')
  if (!form) return
  clearDrafts(form)
  close(form.closest('.card'))
})

/** What is sent is kept with what waits to be sent, and needs no draft. */
document.addEventListener('submit', ({ target }) => { if (target.matches(writes)) clearDrafts(target) })

document.addEventListener('keydown', event => {
  const card = event.key === 'Escape' && event.target.closest?.('.card')
  if (card && card.querySelector('.card__tools')) close(card)
})

for (const done of ['panorama:sent', 'panorama:kept']) {
  document.addEventListener(done, event => {
    if (event.target.matches('.card__tools .form')) close(event.target.closest('.card'))
  })
}

/** What is half written for a card is kept with what the card said when it was begun. */
document.addEventListener('input', ({ target }) => {
  const form = target.closest?.(writes)
  if (!form || target !== form.elements.text) return
  if (store.read(nameOf(target)) === null) store.remove(sinceOf(target))
  else store.write(sinceOf(target), { version: form.elements.version.value, text: form.elements['opened-text'].value })
})

function sinceOf(field) { return `since:${nameOf(field)}` }

function open(card) {
  const number = numberOf(card), tools = numbered(template.content.cloneNode(true).firstElementChild, number)
  tools.dataset.own = ''
  tools.querySelector('form').after(part('.card__moves'), part('[data-tie]'))
  if (!('stackAt' in card.dataset)) for (const button of tools.querySelectorAll('[data-stack-step], [data-tie]')) button.remove()
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
  announce(card.querySelector('.card__pen')?.textContent)
  takePen(number)
  const field = form.elements.text
  goOn(form, unsent(form.getAttribute('action')), store.read(nameOf(field)), store.read(sinceOf(field)))
  field.focus()
  field.setSelectionRange(field.value.length, field.value.length)
}

/**
 * Fills the form with what was written in it before: what waits to be sent, and what was not sent at all. Both were written to what the card said
 * then, so that what others have written meanwhile is not written over.
 */
function goOn(form, waiting, draft, since) {
  const { text, marker, done } = form.elements
  if (waiting) {
    for (const name of ['text', 'marker', 'responsible', 'done']) form.elements[`opened-${name}`].value = waiting.getAll(name).join(' ')
    form.elements.version.value = waiting.get('version') ?? form.elements.version.value
    text.value = waiting.get('text')
    marker.value = waiting.get('marker')
    done.checked = waiting.has('done')
    for (const choice of form.querySelectorAll('[name=responsible]')) choice.checked = waiting.getAll('responsible').includes(choice.value)
  }
  if (draft === null) return
  text.value = draft
  if (since && !waiting) goOnSince(form, since)
}

function goOnSince(form, { text, version }) {
  form.elements['opened-text'].value = text
  form.elements.version.value = version
}

function close(card) {
  const tools = card.querySelector('.card__tools'), inside = tools.contains(document.activeElement)
  leaveSign(card, tools.querySelector('.form'))
  tools.remove()
  layPen()
  card.querySelector('.card__text').classList.remove('is-editing')
  const link = card.querySelector('.card__open')
  link?.removeAttribute('aria-expanded')
  // The link is gone from a board that has been locked meanwhile.
  if (inside) (link ?? document.querySelector('.boardbar__locked'))?.focus()
  release()
}

/** On a card's own page its field has been filled by now. */
const ownPage = document.querySelector('form[data-writes]')
if (ownPage && isTouched(ownPage.elements.text)) {
  const since = store.read(sinceOf(ownPage.elements.text))
  if (since) goOnSince(ownPage, since)
}
