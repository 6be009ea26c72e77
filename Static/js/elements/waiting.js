import { clearDrafts } from './drafts.js'
import { announce, say } from './words.js'

/** Shows on a button that its answer takes time; returns how to end that. */
export function showBusy(button) {
  let stop
  const timer = setTimeout(() => {
    button.setAttribute('aria-busy', 'true')
    stop = showStop(button.form)
    if (!button.dataset.busy) return
    button.dataset.idle = button.innerHTML
    button.textContent = button.dataset.busy
  }, 1000)
  return () => {
    clearTimeout(timer)
    stop?.remove()
    button.removeAttribute('aria-busy')
    if (button.dataset.idle === undefined) return
    button.innerHTML = button.dataset.idle
    delete button.dataset.idle
  }
}

/** What a form with `data-stop` has asked for can be ended: the answer is then the best so far. */
function showStop(form) {
  const address = form?.dataset.stop
  if (!address) return
  const sign = document.createElement('p')
  sign.className = 'searching'
  sign.dataset.own = ''
  const progress = document.createElement('progress')
  progress.setAttribute('aria-label', say('searching'))
  const text = document.createElement('span')
  text.textContent = say('searching')
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button button--plain button--small'
  button.textContent = say('stop')
  button.addEventListener('click', () => {
    button.remove()
    fetch(address, { method: 'POST', body: new URLSearchParams(), headers: { Accept: 'application/vnd.panorama.regions+json' } }).catch(() => {})
  })
  sign.append(progress, text, button)
  form.append(sign)
  announce(say('searching'))
  return sign
}

/**
 * Says beside the form that what it sent waits, and, unless that `isKept`, that it is lost with the page. A form for something new is emptied, so
 * that one can go on writing, unless one `hasGoneOn` already.
 */
export function showWaiting(form, { body, isKept }, hasGoneOn) {
  const sign = signOf('', isKept), field = form.querySelector('textarea, input:not([type=hidden], [type=radio], [type=checkbox])')
  const written = new URLSearchParams(body).get(field?.name) ?? ''
  if (form.matches('[data-reset]')) {
    sign.prepend(quoted(written))
    if (!hasGoneOn) { clearDrafts(form); form.reset() }
    form.before(sign)
  } else {
    sign.dataset.written = written
    form.append(sign)
  }
  return () => sign.remove()
}

/** Moves to the card what is said of it in the form that is closed. */
export function leaveSign(card, form) {
  const sign = form.querySelector('.unsent')
  if (!sign) return
  sign.prepend(quoted(sign.dataset.written))
  for (const earlier of card.querySelectorAll(':scope > .unsent')) earlier.remove()
  card.append(sign)
}

/** Marks what was written before the page was opened and still waits, where it belongs; returns how to end that. */
export function showKept({ action, body, isKept }) {
  const fields = new URLSearchParams(body), [, kind, number] = action.split('/')
  const card = kind === 'cards' && document.getElementById(`card-${number}`)
  const text = fields.get('text'), unmark = card ? markUnsent(card.id, { isTold: Boolean(text) }) : () => {}
  if (!text) return unmark
  const sign = signOf(text, isKept), form = document.getElementById(`new-${fields.get('lane')}`)?.form
  if (card) card.append(sign)
  else if (form) form.before(sign)
  else document.getElementById('main').prepend(sign)
  return () => { unmark(); sign.remove() }
}

function signOf(text, isKept) {
  const sign = document.createElement('p')
  sign.className = 'unsent'
  sign.dataset.own = ''
  sign.setAttribute('role', 'status')
  if (text) sign.append(quoted(text))
  sign.append(say(isKept ? 'unsent' : 'unsentHere'))
  return sign
}

function quoted(text) { return Object.assign(document.createElement('q'), { textContent: text }) }

/** Marks a region whose change has not been sent, a card in words too unless it `isTold` already; returns how to end that. */
export function markUnsent(region, { isTold = false } = {}) {
  const element = document.getElementById(region ?? ''), sign = shortSign()
  if (element?.matches('.card') && !isTold) element.append(sign)
  element?.classList.add('is-unsent')
  announce(say('unsent'))
  return () => {
    sign.remove()
    if (!element?.querySelector(':scope > .unsent--short')) element?.classList.remove('is-unsent')
  }
}

/** Of several on one card, one is shown. */
function shortSign() {
  const sign = document.createElement('p')
  sign.className = 'unsent unsent--short'
  sign.dataset.own = ''
  sign.textContent = say('unsentShort')
  return sign
}
