import { clearDrafts, nameOf } from './drafts.js'
import { numberOf } from './moves.js'
import { firstWords } from './news.js'
import { numbered, part } from './parts.js'
import { focusOn, release } from './regions.js'
import { store } from './store.js'
import { toast } from './toasts.js'
import { leaveSign } from './waiting.js'
import { announce, say } from './words.js'

const hangs = ':is(.boardframe, .photo) .card'
const present = () => document.querySelector('.tie')

/** Whether a card can be tied: it is seen by all, and not locked. */
export function mayBeTied(card) { return card.matches('[data-stack-at]:not([data-locked])') }

/** A card is tied where it hangs to another that is pointed at, or chosen by its text; without script that is done on the card's own page. */
export function tie(card) {
  if (!othersThan(card).length) return toast(say('noneToTie'))
  if (present()) close(present())
  const form = numbered(part('.tie'), numberOf(card)), { to, word } = form.elements
  word.value = store.read(nameOf(word)) ?? ''
  card.append(form)
  to.addEventListener('focus', () => offer(form))
  to.addEventListener('change', () => mark(form))
  form.querySelector('[data-cancel]').addEventListener('click', () => { clearDrafts(form); close(form) })
  for (const done of ['panorama:sent', 'panorama:kept']) form.addEventListener(done, () => { clearDrafts(form); close(form) })
  form.addEventListener('keydown', event => { if (event.key === 'Escape') { event.stopPropagation(); close(form) } })
  to.focus()
}

function othersThan(card) { return [...document.querySelectorAll(hangs)].filter(other => other !== card && mayBeTied(other)) }

/** Lets one choose among the cards as they are now; what is chosen stays so while it is there. */
function offer(form) {
  const { to } = form.elements, others = othersThan(form.closest('.card')), chosen = to.value
  to.replaceChildren(to.options[0], ...others.map(other => new Option(firstWords(other), numberOf(other))))
  to.value = others.some(other => numberOf(other) === chosen) ? chosen : ''
  mark(form)
}

/** The card that is chosen stands out on the board. */
function mark(form) {
  for (const card of document.querySelectorAll('.card.is-onto')) card.classList.remove('is-onto')
  if (form) document.getElementById(`card-${form.elements.to.value}`)?.classList.add('is-onto')
}

/** Focus goes from the form to what opened it. */
function close(form) {
  const card = form.closest('.card'), isInside = form.contains(document.activeElement) || document.activeElement === document.body
  if (card) leaveSign(card, form)
  form.remove()
  mark()
  release()
  if (!isInside || !card) return
  const button = card.querySelector('.card__tools [data-tie]')
  if (button) button.focus()
  else focusOn(card.id)
}

/** While a card is being tied, pointing at another chooses it, and opens nothing. */
for (const kind of ['click', 'dblclick']) {
  addEventListener(kind, event => {
    const form = event.isTrusted && present(), card = form && event.target.closest?.(hangs)
    if (!card || card.contains(form) || event.target.closest('[data-name-stack], .card__tools, .conflict, .stackname')) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (kind === 'click') choose(form, card)
  }, true)
}

function choose(form, card) {
  if (!mayBeTied(card)) return toast(say('noTie'))
  const { to, word } = form.elements
  offer(form)
  to.value = numberOf(card)
  mark(form)
  announce(firstWords(card))
  word.focus({ preventScroll: true })
  // A second click is not to hit what comes under the pointer.
  setTimeout(() => { if (word.isConnected) word.scrollIntoView({ block: 'nearest' }) }, 500)
}

document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && present() && !event.target.closest('.card__tools, .stackname, .conflict, dialog')) close(present())
})

document.addEventListener('panorama:region', () => { if (present()) mark(present()) })

/** A card that somebody else takes down takes its form along. */
document.addEventListener('panorama:goes', ({ target }) => {
  const form = target.querySelector(':scope > .tie')
  if (!form) return
  close(form)
  toast(say('takenInHand', { card: firstWords(target) }))
})
