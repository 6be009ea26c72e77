import { step, stepAsSeen } from '../models/placement.js'
import { isByDay, mayMove, postPlace } from './moves.js'
import { liesOnSheet, nudge, sayWhere } from './paper.js'
import { part } from './parts.js'
import { pickUp } from './places.js'
import { moving } from './regions.js'
import { nameOfStack, stackOf } from './stacks.js'
import { announce, say } from './words.js'
import './timeline.js'

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-step]')
  if (button) move(button.closest('[data-move]'), button.dataset.step, { whole: button.closest('.stackname') !== null })
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
    const usual = part(`[data-step=${step}]`).firstChild.nodeValue
    button.firstChild.nodeValue = onSheet ? word : usual
    button.hidden = isAlone
  }
}

document.addEventListener('focusin', ({ target }) => {
  if (target.matches('.card__tools [name=text], .stackname [name=name]')) nameSteps(target.closest('.card__tools, .stackname'))
})
const nameAll = () => document.querySelectorAll('.boardframe :is(.card__tools, .stackname)').forEach(nameSteps)
document.addEventListener('panorama:region', ({ detail: { element } }) => { if (element?.matches?.('.boardframe')) nameAll() })
// A layout that was not shown before is seen when its style has come.
document.addEventListener('load', ({ target }) => { if (target.matches?.('link')) nameAll() }, true)

/**
 * The lanes of the card’s board, or the picture it is pinned onto, with the cards in each and the stacks these lie in; where cards lie about, with
 * where each is seen, and where the layout is more than a row of lanes, with where these are. The cards of a `stack` that is moved count as its first.
 */
export function lanesAround(card, stack = []) {
  const lists = [...card.closest('.boardframe, .photo').querySelectorAll('[data-drop]')]
  return lists.map(lane => {
    const items = [...lane.children].filter(item => item.matches('[data-move]:not(.is-filtered)') && (item === card || !stack.includes(item)))
    const boxes = items.map(item => item.getBoundingClientRect()), [first, second] = boxes
    const byOrder = lane.dataset.onlyOut !== undefined, isFree = byOrder || lane.dataset.flow === 'free'
    const held = { lane, items, stacks: items.map(item => stack.includes(item) ? undefined : item.dataset.stack), byOrder, boxes: isFree ? boxes : undefined }
    if (!lane.closest('.boardframe')?.querySelector('.board:not(.board--lanes, .board--free)')) return held
    return { ...held, box: lane.getBoundingClientRect(), inRow: !byOrder && second?.left >= first?.right }
  })
}

/** Moves a card or its `whole` stack one step, in the order of the lanes or as they are seen, shows it, says it, and posts it. */
export function move(card, direction, { asSeen = false, whole = false } = {}) {
  const cards = whole ? stackOf(card) : [card]
  if (liesOnSheet(card)) return slide(cards, direction)
  const place = (asSeen ? stepAsSeen : step)(lanesAround(card, whole ? cards : []).filter(({ lane }) => mayMove(card.parentElement, lane)), card, direction)
  if (!place) return announce(say('noFurther'))
  if (place.lane === card.parentElement && isByDay(card, place.lane)) return announce(place.lane.dataset.byDay)
  const pickedUp = cards.map(pickUp), tellAll = () => tell(card, whole)
  moving(card, () => {
    for (const one of cards) place.lane.insertBefore(one, place.before)
    document.dispatchEvent(new Event('panorama:moved'))
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, { own: true })
  tellAll()
  postPlace(pickedUp, { said: true, goneBack: tellAll })
}

function tell({ id }, whole) {
  const card = document.getElementById(id), list = card.parentElement, cards = [...list.children]
  const lane = list.closest('section').querySelector('.lane__name').textContent.trim()
  if (whole) return announce(say('stackMoved', { stack: nameOfStack(card), lane }))
  announce(say('moved', { card: card.querySelector('.card__text').textContent, n: cards.indexOf(card) + 1, of: cards.length, lane }))
}

const sliding = new Map()

/** Moves a card, or the cards of a stack, over the sheet; where they lie when the keys rest is posted. */
function slide(cards, direction) {
  const key = cards.map(({ id }) => id).join(' '), { timer, pickedUp } = sliding.get(key) ?? { pickedUp: cards.map(pickUp) }
  const name = cards.length > 1 ? nameOfStack(cards[0]) : undefined
  nudge(cards, direction, name)
  for (const card of cards) card.classList.add('is-sliding')
  clearTimeout(timer)
  sliding.set(key, { pickedUp, name, timer: setTimeout(() => rest(key), 400) })
}

function rest(key) {
  const { timer, pickedUp, name } = sliding.get(key)
  clearTimeout(timer)
  sliding.delete(key)
  const there = pickedUp.map(one => ({ ...one, item: document.getElementById(one.item.id) })).filter(({ item }) => item)
  for (const { item } of there) item.classList.remove('is-sliding')
  for (const { item, landed } of pickedUp) if (!document.getElementById(item.id)) landed(false)
  if (there.length) postPlace(there, { said: true, goneBack: card => sayWhere(card, name) })
}

addEventListener('pagehide', () => [...sliding.keys()].forEach(rest))
