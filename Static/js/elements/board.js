import { step, stepAsSeen } from '../models/placement.js'
import { mayMove, postPlace } from './moves.js'
import { liesOnSheet, nudge, sayWhere } from './paper.js'
import { pickUp } from './places.js'
import { moving } from './regions.js'
import { announce, say } from './words.js'
import './timeline.js'

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-step]')
  if (button) move(button.closest('[data-move]'), button.dataset.step)
})

/**
 * What moves a card aside tells of the fields it goes to, and on a sheet, where there are none, of the way it goes; in a list that is alone there is
 * nothing aside. So it is from when somebody has opened the card, also when the board is laid out anew.
 */
function nameSteps(tools) {
  const card = tools.closest('[data-move]')
  if (!card) return
  const onSheet = liesOnSheet(card), isAlone = !onSheet && lanesAround(card).length < 2
  for (const [step, word] of [['left', `← ${say('left')}`], ['right', `${say('right')} →`]]) {
    const button = tools.querySelector(`[data-step=${step}]`)
    const usual = document.getElementById('card-tools').content.querySelector(`[data-step=${step}]`).firstChild.nodeValue
    button.firstChild.nodeValue = onSheet ? word : usual
    button.hidden = isAlone
  }
}

document.addEventListener('focusin', ({ target }) => {
  if (target.matches('.card__tools [name=text]')) nameSteps(target.closest('.card__tools'))
})
document.addEventListener('panorama:region', ({ detail: { element } }) => {
  if (element?.matches?.('.boardframe')) element.querySelectorAll('.card__tools').forEach(nameSteps)
})

/**
 * The lanes of the card’s board, or the picture it is pinned onto, with the cards in each and the stacks these lie in; where cards lie about, with
 * where each is seen, and where the layout is more than a row of lanes, with where these are.
 */
export function lanesAround(card) {
  const lists = [...card.closest('.boardframe, .photo').querySelectorAll('[data-drop]')]
  return lists.map(lane => {
    const items = [...lane.children].filter(item => item.matches('[data-move]:not(.is-filtered)'))
    const boxes = items.map(item => item.getBoundingClientRect()), [first, second] = boxes
    const byOrder = lane.dataset.onlyOut !== undefined, isFree = byOrder || lane.dataset.flow === 'free'
    const held = { lane, items, stacks: items.map(item => item.dataset.stack), byOrder, boxes: isFree ? boxes : undefined }
    if (!lane.closest('.boardframe')?.querySelector('.board:not(.board--lanes, .board--free)')) return held
    return { ...held, box: lane.getBoundingClientRect(), inRow: !byOrder && second?.left >= first?.right }
  })
}

/** Moves a card one step, in the order of the lanes or as they are seen, shows it, says it, and posts it. */
export function move(card, direction, { asSeen = false } = {}) {
  if (liesOnSheet(card)) return slide(card, direction)
  const place = (asSeen ? stepAsSeen : step)(lanesAround(card).filter(({ lane }) => mayMove(card.parentElement, lane)), card, direction)
  if (!place) return announce(say('noFurther'))
  if (place.lane === card.parentElement && place.lane.dataset.byDay && card.dataset.due) return announce(place.lane.dataset.byDay)
  const { landed } = pickUp(card)
  moving(card, () => {
    place.lane.insertBefore(card, place.before)
    document.dispatchEvent(new Event('panorama:moved'))
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, { own: true })
  tell(card)
  postPlace(card, landed, { said: true, goneBack: tell })
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
  const { id } = card, { timer, landed } = sliding.get(id) ?? pickUp(card)
  nudge(card, direction)
  card.classList.add('is-sliding')
  clearTimeout(timer)
  sliding.set(id, { landed, timer: setTimeout(() => rest(id), 400) })
}

function rest(id) {
  const { timer, landed } = sliding.get(id), card = document.getElementById(id)
  clearTimeout(timer)
  sliding.delete(id)
  card?.classList.remove('is-sliding')
  if (card) postPlace(card, landed, { said: true, goneBack: sayWhere })
  else landed(false)
}

addEventListener('pagehide', () => [...sliding.keys()].forEach(rest))
