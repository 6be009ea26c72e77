import { step, stepAsSeen } from '../models/placement.js'
import { mayMove, postPlace, standing } from './dragging.js'
import { nudge, sayWhere } from './paper.js'
import { moving } from './regions.js'
import { announce, say } from './words.js'
import './timeline.js'

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-step]')
  if (button) move(button.closest('[data-move]'), button.dataset.step)
})

/**
 * The lanes of the card’s board, or the picture it is pinned onto, with the cards in each and, where the layout is more than a row of lanes, where
 * they are seen.
 */
export function lanesAround(card) {
  const lists = [...card.closest('.boardframe, .photo').querySelectorAll('[data-drop]')]
  return lists.map(lane => {
    const items = [...lane.children].filter(item => item.matches('[data-move]:not(.is-filtered)'))
    if (!lane.closest('.boardframe')?.querySelector('.board:not(.board--lanes, .board--free)')) return { lane, items }
    const byOrder = lane.dataset.onlyOut !== undefined, [first, second] = items.map(item => item.getBoundingClientRect())
    return { lane, items, byOrder, box: lane.getBoundingClientRect(), inRow: !byOrder && second?.left >= first?.right }
  })
}

/** Moves a card one step, in the order of the lanes or as they are seen, shows it, says it, and posts it. */
export function move(card, direction, { asSeen = false } = {}) {
  if (card.parentElement.dataset.flow === 'free') return slide(card, direction)
  const place = (asSeen ? stepAsSeen : step)(lanesAround(card).filter(({ lane }) => mayMove(card.parentElement, lane)), card, direction)
  if (!place) return announce(say('noFurther'))
  if (place.lane === card.parentElement && place.lane.dataset.byDay && card.dataset.due) return announce(place.lane.dataset.byDay)
  const back = { ...standing(card), tell: () => tell(card) }
  moving(card, () => {
    place.lane.insertBefore(card, place.before)
    document.dispatchEvent(new Event('panorama:moved'))
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, { own: true })
  tell(card)
  postPlace(card, { said: true, back })
}

function tell(card) {
  const lane = card.parentElement, cards = [...lane.children]
  announce(say('moved', {
    card: card.querySelector('.card__text').textContent, n: cards.indexOf(card) + 1, of: cards.length,
    lane: lane.closest('section').querySelector('.lane__name').textContent.trim(),
  }))
}

const sliding = new Map()

/** Moves a card over its sheet; where it lies when the keys rest is posted. */
function slide(card, direction) {
  const { timer, back = { ...standing(card), tell: () => sayWhere(card) } } = sliding.get(card) ?? {}
  nudge(card, direction)
  card.classList.add('is-sliding')
  clearTimeout(timer)
  sliding.set(card, { back, timer: setTimeout(() => rest(card), 400) })
}

function rest(card) {
  const { timer, back } = sliding.get(card)
  clearTimeout(timer)
  sliding.delete(card)
  card.classList.remove('is-sliding')
  postPlace(card, { said: true, back })
}

addEventListener('pagehide', () => [...sliding.keys()].forEach(rest))
