import { morph } from './morph.js'
import { keepBy, place } from './regions.js'

/** What is being moved from here, by id: how its moves that have no answer yet are taken back, first to last, and where it was `drawn` meanwhile. */
const pickedUp = new Map()

/** Where `item` stands. */
function standing(item) {
  const { list, position, x, y } = item.dataset
  return { home: item.parentElement, next: item.nextElementSibling, data: { list, position, x, y } }
}

function note(item, data) {
  for (const [name, value] of Object.entries(data)) if (value === undefined) delete item.dataset[name]; else item.dataset[name] = value
}

/**
 * Takes `item` from where it stands. From now on it stays where it is put here, however it is drawn meanwhile, until this move and those
 * made on from there have their answers; then it stands where the server has it. Returns it, `from` where it came, `landed(done)` for the answer, and
 * `putDown()` for a move that is not made after all. Both give the place that the item must go to, or nothing.
 */
export function pickUp(item) {
  const { id } = item, from = standing(item)
  item.classList.add('is-moving')
  const moves = pickedUp.get(id) ?? { back: [] }
  pickedUp.set(id, moves)
  moves.back.push(from)
  const leave = () => {
    moves.back.splice(moves.back.indexOf(from), 1)
    if (moves.back.length) return false
    document.getElementById(id)?.classList.remove('is-moving')
    return pickedUp.delete(id)
  }
  return {
    item, from,
    landed(done) {
      if (leave()) return moves.drawn ?? (done ? undefined : from)
      // What was moved on from where it was not allowed to be goes back with it.
      if (!done) for (const later of moves.back) Object.assign(later, from)
    },
    putDown() { return leave() && moves.drawn || from },
  }
}

/** What is being moved and is in `element`, or will be when that is drawn like `wanted`, and where it is seen. */
function seenIn(element, wanted) {
  const items = [...pickedUp.keys()].map(id => document.getElementById(id))
  return new Map(items.filter(item => item && (element.contains(item) || wanted.querySelector(`[id="${item.id}"]`))).map(item => [item, standing(item)]))
}

/** What was `seen` is where it was, also when it has been drawn elsewhere, or its list without it. */
function stayPut(seen) {
  for (const [item, { home, next, data }] of seen) {
    const other = [...document.querySelectorAll(`[id="${item.id}"]`)].find(drawn => drawn !== item)
    if (other || item.isConnected) pickedUp.get(item.id).drawn = standing(other ?? item)
    if (other) morph(item, other)
    if (!home.isConnected) {
      other?.replaceWith(item)
      for (const from of pickedUp.get(item.id).back) Object.assign(from, standing(item))
      continue
    }
    other?.remove()
    note(item, data)
    if (item.parentElement !== home || item.nextElementSibling !== next) home.insertBefore(item, next?.parentElement === home ? next : null)
  }
}

keepBy((element, change, wanted) => {
  const seen = seenIn(element, wanted)
  change()
  stayPut(seen)
})

document.addEventListener('panorama:region', ({ detail: { element, fresh } }) => {
  if (fresh && pickedUp.has(element.id)) pickedUp.get(element.id).drawn = standing(element)
})

/** Puts `item` where `landed` says. */
export function standAt(item, { home, next, data }) {
  note(item, data)
  if (data.position !== undefined) place(item)
  else if (home.isConnected) home.insertBefore(item, next?.parentElement === home ? next : null)
}
