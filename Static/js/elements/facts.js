import { toast } from './toasts.js'

let shown = null

/** A fact that the group has just been told is also said where they look, if that is not at the list of facts. */
document.addEventListener('panorama:region', ({ detail: { element, own, fresh } }) => {
  if (shown && !document.getElementById(shown.fact)) withdraw()
  if (own || !fresh || !element.matches('.fact') || isSeen(element)) return
  withdraw()
  const pin = element.querySelector('form')
  const words = `${element.parentElement.dataset.announces}: ${element.querySelector('[data-said]').textContent.trim()}`
  const box = toast(words, pin && { action: pin.getAttribute('action'), label: pin.querySelector('button').firstElementChild.nextSibling.textContent }, { beside: true })
  if (box) shown = { box, fact: element.id }
})

document.addEventListener('submit', ({ target }) => {
  const fact = target.closest('.fact')
  if (fact && fact.id === shown?.fact) withdraw()
})

function withdraw() {
  shown?.box.remove()
  shown = null
}

function isSeen(element) {
  const { top, bottom, height } = element.getBoundingClientRect()
  return height > 0 && top >= 0 && bottom <= innerHeight
}
