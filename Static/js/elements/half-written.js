import { nameOf } from './drafts.js'
import { isTouched } from './morph.js'
import { keepBy } from './regions.js'
import { store } from './store.js'

const places = '.lane__new textarea'

/**
 * Does `change` to the fields for new cards in `board`. What was being written in a field that goes is afterwards in the first that has room
 * for it, with focus and caret if it had them; where there is none, it is kept until there is.
 */
function keepingWords(board, change) {
  const before = [...board.querySelectorAll(places)]
  const focused = before.find(field => field.form.contains(document.activeElement))
  const caret = focused?.selectionEnd
  change()
  const now = [...board.querySelectorAll(places)]
  for (const field of now) if (!before.includes(field)) takeUp(field, store.read(nameOf(field)))
  const gone = before.filter(field => !field.isConnected)
  let follows = now[0], at = 0
  for (const field of gone.filter(isTouched)) {
    const goal = now.find(other => !other.value || other.value.length + 1 + field.value.length <= other.maxLength)
    if (!goal) continue
    const start = goal.value ? goal.value.length + 1 : 0
    takeUp(goal, goal.value ? `${goal.value}\n${field.value}` : field.value)
    store.remove(nameOf(field))
    if (field === focused) [follows, at] = [goal, start + caret]
  }
  if (!gone.includes(focused) || !follows) return
  follows.focus()
  follows.setSelectionRange(at, at)
}

function takeUp(field, words) {
  if (!words) return
  field.value = words
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

keepBy(keepingWords)
