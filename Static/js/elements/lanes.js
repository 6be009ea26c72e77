import { mayMove, postPlace } from './moves.js'
import { pickUp } from './places.js'
import { moving } from './regions.js'

const steps = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }

/** In `[data-lanes]`, Alt and an arrow moves the focused `[data-move]` to the list before or after; the server says how it went. */
document.addEventListener('keydown', event => {
  const item = event.target.closest?.('[data-lanes] [data-move]')
  const step = steps[event.key]
  if (!item || !step || !(event.altKey || event.ctrlKey) || event.target.matches('textarea, input, select')) return
  event.preventDefault()
  const home = item.parentElement
  const lists = [...item.closest('[data-lanes]').querySelectorAll('[data-drop]')].filter(list => list === home || mayMove(home, list))
  const list = lists[lists.indexOf(home) + step]
  if (!list) return
  const pickedUp = pickUp(item)
  moving(item, () => list.append(item))
  item.focus({ preventScroll: true })
  item.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  postPlace([pickedUp])
})
