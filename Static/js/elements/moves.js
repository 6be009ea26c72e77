import { between } from '../models/placement.js'
import { post } from './forms.js'
import { isSheet, show } from './paper.js'
import { standAt } from './places.js'
import { moving, tellDrawn } from './regions.js'
import { versionNow } from './sending.js'

/**
 * Where what was picked up now is, one item or the cards of a stack, told to the server; the page already shows it, and may have `said` it.
 * Once answered, it has `landed`; `goneBack` is called when it was refused.
 */
export function postPlace(pickedUp, { said = false, goneBack } = {}) {
  const items = pickedUp.map(({ item }) => item), ids = items.map(({ id }) => id), [item] = items, [id] = ids
  const list = item.parentElement, next = items.at(-1).nextElementSibling
  let previous = positionOf(item.previousElementSibling)
  for (const { dataset } of items) {
    dataset.list = list.id
    if (dataset.position !== undefined) previous = dataset.position = between(previous, positionOf(next))
  }
  const body = new URLSearchParams({ [list.dataset.field ?? list.dataset.drop]: list.dataset.value, before: next ? numberOf(next) : '', version: versionNow(item) })
  if (isSheet(list) && item.dataset.x) { body.set('x', item.dataset.x); body.set('y', item.dataset.y) }
  if (items.length > 1) body.set('whole', item.dataset.stack)
  post(item.dataset.move || `${addressOf(item)}/placement`, body, { regionVersion: id, said, answered(done) {
    ids.forEach((one, at) => land(one, pickedUp[at].landed(done)))
    const there = document.getElementById(id)
    if (!done && there) goneBack?.(there)
  } })
}

/** Lets what has landed stand where it belongs. */
export function land(id, goal) {
  const item = goal && document.getElementById(id)
  if (!item) return
  const { parentElement: home, nextElementSibling: next } = item
  moving(item, () => standAt(item, goal))
  if (item.parentElement.dataset.flow === 'free') show(item)
  if (item.parentElement !== home || item.nextElementSibling !== next) tellDrawn(item, { own: true, fresh: false })
}

function positionOf(item) { return item?.dataset.position === undefined ? undefined : Number(item.dataset.position) }

/** Whether what is in the one list may be in the other. */
export function mayMove(from, to) {
  if (from !== to && to.dataset.onlyOut !== undefined) return false
  return !from.dataset.pool || !to.dataset.pool || from.dataset.pool === to.dataset.pool
}

/** Whether its due day says where in `list` the item stands. */
export function isByDay(item, list) { return list.dataset.byDay !== undefined && item.dataset.due !== undefined }

/** Lays `item` on `onto`, like with like. */
export function stack(item, onto) {
  post(item.dataset.stackAt || `${addressOf(item)}/stack`, new URLSearchParams({ onto: numberOf(onto) }), { regionVersion: item.id })
}

export function numberOf(item) { return item.id.slice(item.id.indexOf('-') + 1) }

function addressOf(item) { return `/${item.id.replace('-', 's/')}` }
