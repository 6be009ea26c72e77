import { copy } from './copying.js'
import { clearDrafts, nameOf } from './drafts.js'
import { release } from './regions.js'
import { settle, tryAgain } from './sending.js'
import { store } from './store.js'
import { toast } from './toasts.js'
import { announce, say } from './words.js'

/**
 * Puts the choice between two texts, with what was half written there, where it belongs, or first on the page; true says that the change must be
 * held until it is made.
 */
export function showChoice({ at, html }, key) {
  const template = document.createElement('template')
  template.innerHTML = html
  const box = template.content.firstElementChild
  box.dataset.held = key
  for (const field of box.querySelectorAll('[data-draft]')) field.value = store.read(nameOf(field)) ?? field.value
  document.getElementById(box.id)?.remove()
  put(box, document.getElementById(at))
  leadTo(box)
  return true
}

/** Shows a refused change that has no form left to stand in; true when somebody wrote something in it. What was only done is said not to be. */
export async function showRefused(response, entry) {
  const answer = await response.json().catch(() => ({}))
  if (answer.choice) return showChoice(answer.choice, entry.key)
  const why = whyNot(response, answer)
  if (showUnsaved(why, entry, undefined, isCard(entry))) return true
  toast(why, undefined, { refused: entry.action })
  return false
}

/** Shows anew what was refused before the page was opened. */
export function showHeld(entry) { showUnsaved(entry.why, entry, undefined, isCard(entry)) }

function isCard({ action }) { return action.startsWith('/cards/') || action.endsWith('/cards') }

/** The name of the group whose board is on the page. */
export function groupHere() { return document.querySelector('.bar:has(~ main [data-board]) .bar__home')?.textContent.trim() }

/** Why what was sent has not been done, in words. */
export function whyNot({ status }, { summary }) { return status === 404 ? say('gone') : summary ?? say('failed') }

/**
 * Shows what somebody wrote and why it was not saved, on the `card` it was written on or first on the page, until it is discarded or saved
 * after all; true when there is anything. What was refused before on the same card gives way. What `wasCard` can be pinned anew; what did not
 * just fail is offered until one has chosen. What was written for the board of another group says so.
 */
export function showUnsaved(why, entry, card, wasCard = card !== undefined) {
  const { key, body, words = ['text'], group } = entry, isGone = why === say('gone'), isElsewhere = group && group !== groupHere()
  const fields = new URLSearchParams(body)
  const texts = words.flatMap(name => fields.getAll(name)).filter(Boolean)
  if (!texts.length) return false
  const earlier = card?.querySelector(':scope > .conflict[data-holds]')
  if (earlier) { settle(earlier.dataset.held); earlier.remove() }
  const box = Object.assign(document.createElement('section'), { className: 'conflict', tabIndex: -1 })
  box.dataset.own = box.dataset.holds = ''
  box.dataset.held = key
  box.setAttribute('aria-label', `${say('refused')}: ${texts.join(', ').slice(0, 80)}`)
  const line = (name, className, textContent) => box.append(Object.assign(document.createElement(name), { className, textContent }))
  line('p', 'conflict__title', say('refused'))
  if (isElsewhere) line('p', '', say('writtenFor', { group }))
  if (!isElsewhere || !isGone) line('p', '', why)
  for (const text of texts) line('blockquote', 'conflict__text', text)
  const choice = (word, choose) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button button--small button--plain', textContent: say(word) })
    button.addEventListener('click', choose)
    return button
  }
  box.append(...[
    wasCard && pinAnew(card, fields, isElsewhere), !isGone && choice('tryAgain', () => { tryAgain(key); leave(box) }),
    choice('copy', () => copy(texts.join('\n\n'))), choice('discard', () => { settle(key); leave(box) }),
  ].filter(Boolean))
  if (why !== say('failed')) entry.why = why
  put(box, card)
  leadTo(box)
  announce(`${say('refused')}. ${why}`)
  return true
}

/** The text as a new card in the same field, or the first, for one whose card was taken down meanwhile, or hangs on the board of another group. */
function pinAnew(card, written, isElsewhere) {
  const board = (card?.closest('.boardframe') ?? document).querySelector('[data-board]')
  const lane = card?.closest('[data-drop=lane]') ?? board?.querySelector('.lane [data-drop=lane]'), text = written.get('text')
  if (!board || !lane || !text) return null
  const form = Object.assign(document.createElement('form'), { method: 'post', action: `/boards/${board.id.slice('board-'.length)}/cards` })
  form.dataset.liveForm = ''
  const fields = { lane: lane.dataset.value, marker: card?.dataset.marker ?? written.get('marker') ?? 'blue', text, ...written.has('unnamed') && { unnamed: '1' } }
  for (const [name, value] of Object.entries(fields)) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
  form.append(Object.assign(document.createElement('button'), { className: 'button button--small', textContent: isElsewhere ? say('pinAnewAt', { group: groupHere() }) : say('pinAnew') }))
  return form
}

/** What is chosen in the box is kept with what waits to be sent, and needs no draft. */
document.addEventListener('submit', ({ target }) => {
  const box = target.closest('[data-holds]')
  if (box) clearDrafts(box)
})

/** What was chosen in the box is saved. */
document.addEventListener('panorama:sent', event => {
  const box = event.target.closest('[data-holds]')
  if (!box) return
  leave(box)
  if (document.querySelector('form[data-writes]')) location.reload()
})

function leave(box) {
  const place = box.parentElement
  box.remove()
  release()
  if (place.isConnected) place.querySelector('a, button')?.focus()
}

/** The box has focus, and is in sight also when what was opened around it has been closed. */
function leadTo(box) {
  box.focus()
  requestAnimationFrame(() => { if (box.contains(document.activeElement)) box.scrollIntoView({ block: 'nearest' }) })
}

function put(box, place) {
  if (place?.offsetParent) place.append(box)
  else document.getElementById('main').prepend(box)
}
