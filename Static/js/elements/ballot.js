import { kindOf } from '../models/news.js'
import { factsOf, firstWords, note } from './news.js'
import { keepingFocus } from './regions.js'
import { unsentTo } from './sending.js'

/** What each card on the ballot was like when it was drawn last; they are all drawn at once. */
let drawn = cardsOn(document)

/** What others do to the cards is read aloud as on the board, and a new one is seen to be new. */
document.addEventListener('panorama:region', ({ detail: { element, news } }) => {
  if (!element.matches('.ballot')) return
  const before = drawn
  drawn = cardsOn(element)
  for (const [id, { facts, values }] of drawn) {
    if (!before.has(id)) document.getElementById(id).classList.add('is-new')
    if (news && !isSame(before.get(id)?.facts, facts)) note(id, kindOf(before.get(id)?.facts, facts), values)
  }
  for (const [id, { facts, values }] of before) if (news && !drawn.has(id)) note(id, kindOf(facts, null), values)
  giveUnsent(element)
})

/** What is drawn while one’s dots are on their way to the server is drawn without them. */
function giveUnsent(page) {
  for (const form of page.querySelectorAll('form[data-given]')) {
    const dots = unsentTo(form.getAttribute('action'))?.get('dots')
    if (dots !== undefined && dots !== form.dataset.given) keepingFocus(() => give(form, Number(dots)))
  }
}
giveUnsent(document)

/** What one gives or takes is seen at once, also where the network is away: the next press goes on from there. */
document.addEventListener('submit', ({ target: form, submitter }) => {
  if (form.matches('.ballot form') && submitter) setTimeout(() => keepingFocus(() => give(form, Number(submitter.value))))
})

function give(form, dots) {
  const ballot = form.closest('.ballot'), left = Number(ballot?.dataset.left) - dots + Number(form.dataset.given)
  if (!(left >= 0)) return
  Object.assign(ballot.dataset, { left })
  form.dataset.given = dots
  const words = (name, n) => ballot.dataset[`${name}${n === 1 ? 'One' : 'Many'}`].replace('{n}', n)
  ballot.querySelector('.ballot__left strong').textContent = words('left', left)
  const [signs, said] = form.closest('.ballot__card').querySelector('.ballot__dots').children
  signs.textContent = '●'.repeat(dots)
  said.textContent = words('dots', dots)
  for (const one of ballot.querySelectorAll('form[data-given]')) {
    const [more, fewer] = one.querySelectorAll('button'), given = Number(one.dataset.given)
    Object.assign(more, { value: given + 1, hidden: left === 0 })
    Object.assign(fewer, { value: given - 1, hidden: given === 0 })
  }
}

function cardsOn(page) {
  return new Map([...page.querySelectorAll('.ballot__card')].map(card => [card.id, { facts: { ...factsOf(card), face: undefined }, values: { card: firstWords(card), lane: laneOf(card) } }]))
}

function laneOf(card) { return card.closest('section').querySelector('h2').textContent.trim() }

function isSame(one, other) { return one !== undefined && JSON.stringify(one) === JSON.stringify(other) }
