import { nudged, shifted } from '../models/photo.js'
import { announce, say } from './words.js'

/**
 * Cards on a sheet lie where they were put: `data-x` and `data-y` go from 0 to 1 across the room the sheet leaves for a card.
 * A sheet is a list, or the picture that stands before it.
 */
const sheets = '[data-flow=free]'

function area(list) { return list.parentElement.querySelector(':scope > img') ?? list }

/**
 * Notes where on its sheet a card was let go, under `pointer`, and shows it there, with the others of `cards` around it as they lay. False when it was
 * let go beside the picture it hangs on.
 */
export function lay(card, box, pointer, cards = [card]) {
  const list = card.parentElement, isThere = card.dataset.list === list.id
  const points = cards.map(placeOf), before = placeOf(card)
  const sheet = area(list).getBoundingClientRect()
  const part = (offset, room) => Math.min(Math.max(offset / Math.max(room, 1), 0), 1).toFixed(4)
  if (area(list) !== list && getComputedStyle(card).position !== 'absolute') {
    const isOutside = pointer.y > sheet.bottom || pointer.y < sheet.top
    if (isOutside && isThere) return false
    card.dataset.x = part(pointer.x - sheet.left, sheet.width)
    card.dataset.y = isOutside ? 0.5 : part(pointer.y - sheet.top, sheet.height)
  } else {
    card.dataset.x = part(box.left - sheet.left, sheet.width - box.width)
    card.dataset.y = part(box.top - sheet.top, sheet.height - box.height)
  }
  const { x, y } = placeOf(card)
  if (cards.length > 1 && isThere) putAt(cards, shifted(points, x - before.x, y - before.y))
  show(card)
  return true
}

function putAt(cards, points) {
  cards.forEach((card, index) => { Object.assign(card.dataset, points[index]); show(card) })
}

/** Whether a card lies on a sheet, and not in the list that is shown where there is no room for one; pictures always have their place. */
export function liesOnSheet(card) { return isSheet(card.parentElement) }

export function isSheet(list) {
  return list.dataset.flow === 'free' && (area(list) !== list || getComputedStyle(list).position !== 'static')
}

/** Moves a card, or the cards of a stack, one step over the sheet, and says where what has this name is. */
export function nudge(cards, direction, name) {
  putAt(cards, nudged(cards.map(placeOf), direction))
  sayWhere(cards[0], name)
}

export function sayWhere(card, name = card.querySelector('.card__text').textContent) {
  const { x, y } = placeOf(card)
  announce(say('lies', { card: name, x: Math.round(x * 100), y: Math.round(y * 100) }))
}

function placeOf(card) {
  const others = [...card.parentElement.children].indexOf(card)
  return { x: Number(card.dataset.x ?? (others % 4) / 3), y: Number(card.dataset.y ?? Math.min(Math.floor(others / 4) * 0.18, 1)) }
}

/** Shows a card where its place on the sheet is noted. */
export function show(card) {
  const { x, y } = placeOf(card)
  card.style.setProperty('--x', x)
  card.style.setProperty('--y', y)
  const picture = area(card.parentElement)
  if (picture.matches('img')) card.style.setProperty('--ratio', picture.getAttribute('height') / picture.getAttribute('width'))
}

function showAll(root = document) {
  for (const list of root.querySelectorAll('[data-height]')) list.style.setProperty('--tall', list.dataset.height)
  for (const card of root.querySelectorAll(`${sheets} > .card`)) show(card)
}

document.addEventListener('panorama:region', ({ detail }) => {
  if (detail.element?.matches?.(`${sheets} > .card`)) show(detail.element)
  else if (detail.element?.querySelector?.(sheets)) showAll(detail.element)
})
showAll()
