import { dismiss, toast } from './toasts.js'
import { announce, say } from './words.js'

let shown = null

/** Facts that hang on the board say so and lead there; the newest that does not is pinned with F. */
function markPinned() {
  let isNext = !isLocked()
  for (const fact of document.querySelectorAll('.fact')) {
    const card = document.querySelector(`.card[data-fact="${fact.dataset.fact}"]`), isAtPin = fact.contains(document.activeElement)
    fact.classList.toggle('is-pinned', Boolean(card))
    fact.classList.toggle('is-next', !card && isNext)
    if (card) fact.querySelector('.fact__there')?.setAttribute('href', `#${card.id}`)
    else isNext = false
    if (isAtPin) fact.querySelector(card ? '.fact__there' : '.fact__pin button')?.focus()
  }
}

document.addEventListener('panorama:region', ({ detail: { element } }) => { if (element.matches('.fact, .card, .facts, .lane__cards, .boardframe')) markPinned() })
markPinned()

function isLocked() { return document.querySelector('[data-board][data-locked]') !== null }

/** Pins the newest fact that does not hang on the board, or says that there is none. */
export function pinNext() {
  const pin = document.querySelector('.fact.is-next .fact__pin')
  if (pin) pin.requestSubmit()
  else announce(say('noFact'))
}

/** A fact that the group has just been told is also said where they look, if that is not at the list of facts. */
document.addEventListener('panorama:region', ({ detail: { element, own, fresh } }) => {
  if (shown && !document.getElementById(shown.fact)?.matches(':not(.is-pinned)')) withdraw()
  if (own || !fresh || !element.matches('.fact') || isSeen(element)) return
  withdraw()
  const pin = isLocked() ? null : element.querySelector('form')
  const words = `${element.parentElement.dataset.announces}: ${element.querySelector('[data-said]').textContent.trim()}`
  const box = toast(words, pin && { action: pin.getAttribute('action'), label: pin.querySelector('button').firstElementChild.nextSibling.textContent }, { beside: true })
  if (box) shown = { box, fact: element.id }
})

document.addEventListener('submit', ({ target }) => {
  const fact = target.closest('.fact')
  if (fact && fact.id === shown?.fact) withdraw()
})

function withdraw() {
  if (shown) dismiss(shown.box)
  shown = null
}

function isSeen(element) {
  const { top, bottom, height } = element.getBoundingClientRect()
  return height > 0 && top >= 0 && bottom <= innerHeight
}
