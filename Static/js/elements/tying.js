import { clearDrafts, nameOf } from './drafts.js'
import { firstWords } from './news.js'
import { numberOf } from './moves.js'
import { numbered, part } from './parts.js'
import { focusOn, release } from './regions.js'
import { store } from './store.js'
import { leaveSign } from './waiting.js'
import { announce } from './words.js'

const isOfBoard = ':is(.boardframe, .photo) .card[data-stack-at]:not([data-locked])'

/** A card is tied where it hangs to another that is pointed at, or chosen by its text; without script that is done on the card's own page. */
export function tie(card) {
  const others = [...document.querySelectorAll(isOfBoard)].filter(other => other !== card)
  if (!others.length) return
  const open = document.querySelector('.tie')
  if (open) close(open)
  const form = numbered(part('.tie'), numberOf(card)), { to, word } = form.elements
  to.append(...others.map(other => new Option(firstWords(other), numberOf(other))))
  word.value = store.read(nameOf(word)) ?? ''
  to.addEventListener('change', () => mark(form))
  form.querySelector('[data-cancel]').addEventListener('click', () => { clearDrafts(form); close(form) })
  for (const done of ['panorama:sent', 'panorama:kept']) form.addEventListener(done, () => { clearDrafts(form); close(form) })
  form.addEventListener('keydown', event => { if (event.key === 'Escape') { event.stopPropagation(); close(form) } })
  card.append(form)
  to.focus()
}

function close(form) {
  const card = form.closest('.card'), isInside = form.contains(document.activeElement) || document.activeElement === document.body
  if (card) leaveSign(card, form)
  form.remove()
  mark(form, false)
  release()
  if (isInside && card) focusOn(card.id)
}

/** The card that is chosen stands out on the board. */
function mark(form, isOpen = true) {
  for (const card of document.querySelectorAll('.card.is-onto')) card.classList.remove('is-onto')
  if (isOpen) document.getElementById(`card-${form.elements.to.value}`)?.classList.add('is-onto')
}

/** While a card is being tied, pointing at another chooses it, and opens nothing. */
for (const kind of ['click', 'dblclick']) {
  addEventListener(kind, event => {
    const form = document.querySelector('.tie'), card = form && event.target.closest?.(isOfBoard)
    if (!card || card.contains(form)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const { to, word } = form.elements
    to.value = numberOf(card)
    mark(form)
    if (to.value) announce(firstWords(card))
    word.focus()
  }, true)
}
