import { kindOf } from '../models/news.js'
import { factsOf, firstWords, note } from './news.js'

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
})

function cardsOn(page) {
  return new Map([...page.querySelectorAll('.ballot__card')].map(card => [card.id, { facts: factsOf(card), values: { card: firstWords(card), lane: laneOf(card) } }]))
}

function laneOf(card) { return card.closest('section').querySelector('h2').textContent.trim() }

function isSame(one, other) { return one !== undefined && JSON.stringify(one) === JSON.stringify(other) }
