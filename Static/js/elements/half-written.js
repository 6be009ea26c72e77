import { copy } from './copying.js'
import { begunAs, nameOf } from './drafts.js'
import { isTouched } from './morph.js'
import { keepBy } from './regions.js'
import { store } from './store.js'
import { announce, say } from './words.js'

const fieldsOf = board => [...board.querySelectorAll('.lane__new textarea')]

/**
 * Does `change` to the fields for new cards in `board`. What was being written in a field that goes is afterwards in the first that has room
 * for it, with focus and caret if it had them; where there is none, it is kept until there is.
 */
function keepingWords(board, change) {
  const before = fieldsOf(board)
  const focused = before.find(field => field.form.contains(document.activeElement))
  const caret = focused?.selectionEnd
  change()
  const now = fieldsOf(board)
  for (const field of now) if (!before.includes(field)) takeUp(field, store.read(nameOf(field)))
  const gone = before.filter(field => !field.isConnected)
  let follows = now[0], at = 0
  for (const field of gone.filter(isTouched)) {
    const [goal, start] = joined(field.value, nameOf(field), now)
    if (goal && field === focused) [follows, at] = [goal, start + caret]
  }
  if (!gone.includes(focused) || !follows) return
  follows.focus()
  follows.setSelectionRange(at, at)
}

/**
 * Puts `words`, kept under `name`, into the field they were begun in, if that is there again, or else the first of `fields` that has room for
 * them; returns it and where in it they begin, or nothing.
 */
function joined(words, name, fields) {
  const begun = store.read(begunAs(name)), from = begun && words.startsWith(begun.words) ? begun.name : name
  const hasRoom = other => !other.value || other.value.length + 1 + words.length <= Number(other.dataset.limit)
  const goal = fields.find(other => nameOf(other) === from && hasRoom(other)) ?? fields.find(hasRoom)
  if (!goal) return []
  // Another page of the same person may have brought them there.
  const there = `\n${goal.value}\n`.indexOf(`\n${words}\n`), isThere = there !== -1
  const start = isThere ? there : goal.value ? goal.value.length + 1 : 0
  if (!isThere) takeUp(goal, goal.value ? `${goal.value}\n${words}` : words)
  store.remove(name)
  store.remove(begunAs(name))
  if (!start && from !== nameOf(goal)) store.write(begunAs(nameOf(goal)), { name: from, words })
  return [goal, start]
}

function takeUp(field, words) {
  if (!words) return
  field.value = words
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** A board that was laid out otherwise while this page was closed has what was being written in the fields it had then. */
function rememberFields(board) {
  const name = `fields:${board.id}`, fields = fieldsOf(board)
  if (!fields.length) return
  const gone = (store.read(name) ?? []).filter(draft => !fields.some(field => nameOf(field) === draft))
  const left = gone.filter(draft => {
    const words = store.read(draft)
    return words && !joined(words, draft, fields).length
  })
  store.write(name, [...fields.map(nameOf), ...left])
}

/** Where nothing can be pinned any more, what was half written is shown, and can be copied, until it can. */
function showLeft(board) {
  const id = `left-${board.id}`, shown = document.getElementById(id)
  const drafts = fieldsOf(board).length ? [] : store.read(`fields:${board.id}`) ?? []
  const texts = drafts.map(draft => store.read(draft)).filter(Boolean), words = texts.join('\n\n')
  if (shown?.dataset.words === words) return
  shown?.remove()
  if (!words) return
  const box = Object.assign(document.createElement('section'), { className: 'conflict', id })
  const line = (name, className, textContent) => box.append(Object.assign(document.createElement(name), { className, textContent }))
  Object.assign(box.dataset, { own: '', words })
  line('p', 'conflict__title', say('halfWritten'))
  for (const text of texts) line('blockquote', 'conflict__text', text)
  line('button', 'button button--small button--plain', say('copy'))
  box.lastElementChild.addEventListener('click', () => copy(words))
  document.getElementById('main').prepend(box)
  announce(say('halfWritten'))
}

function rememberAll(part) {
  for (const board of part.querySelectorAll('[data-board]')) { rememberFields(board); showLeft(board) }
}

keepBy((element, change) => {
  keepingWords(element, change)
  rememberAll(element)
})
rememberAll(document)

/** What a field shows while one writes in it stays until the pointer that leaves it is up, so that what it presses does not slip away. */
document.addEventListener('pointerdown', () => {
  const field = document.activeElement.closest('.lane__new')
  if (!field) return
  field.classList.add('is-held')
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => setTimeout(() => field.classList.remove('is-held')), { once: true })
}, true)
