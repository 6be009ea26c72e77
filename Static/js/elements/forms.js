import { clearDrafts } from './drafts.js'
import { showConflict, showEmpty, showErrors, clearErrors } from './errors.js'
import { isTouched, settleFields } from './morph.js'
import { firstWords } from './news.js'
import { showChoice, showRefused, showUnsaved, whyNot } from './refused.js'
import { apply, fetchAnew, focusOn, release } from './regions.js'
import { sayNext } from './saved.js'
import { send } from './sending.js'
import { toast } from './toasts.js'
import { markUnsent, showBusy, showWaiting } from './waiting.js'
import { announce, say } from './words.js'

/** What each form has sent that has no answer yet; sent again as it is, it is meant once. */
const onTheWay = new WeakMap()
/** How often somebody has done something, to know whether they have gone on since. */
let signs = 0

for (const sign of ['keydown', 'pointerdown', 'input']) addEventListener(sign, event => { if (!event.repeat) signs += 1 }, true)

document.addEventListener('submit', event => {
  const form = event.target, button = event.submitter
  if (event.defaultPrevented || form.method !== 'post' || !form.closest('[data-live-form]') || form.enctype === 'multipart/form-data') return
  event.preventDefault()
  const body = new URLSearchParams(new FormData(form))
  if (button?.name) body.append(button.name, button.value)
  const action = button?.getAttribute('formaction') ?? form.getAttribute('action')
  clearErrors(form)
  const card = form.querySelector('[data-enter-sends]')
  if (card && !card.value.trim()) return showEmpty(card)
  if (form.matches('[data-reset]') && onTheWay.get(form) === snapshot(form)) return
  post(action, body, { form, button, regionVersion: form.closest('[data-version-at]')?.id, instead: form.closest('[data-holds]')?.dataset.held })
})

/** Hands that click twice mean it once. */
document.addEventListener('click', event => {
  if (event.detail > 1 && event.target.closest('[data-live-form] :is(button:not([type]), button[type=submit])')) event.preventDefault()
})

document.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.isComposing || event.target.nodeName !== 'TEXTAREA') return
  const whole = event.ctrlKey || event.metaKey
  if (!whole && (event.shiftKey || event.target.dataset.enterSends === undefined)) return
  event.preventDefault()
  if (!whole || event.target.value.trim()) event.target.form?.requestSubmit()
})

/**
 * Posts a change as if its form had been sent; what comes back is drawn, and read aloud unless it is `said` already.
 * `answered` hears whether it was done, after that is drawn, and takes back what the page shows too early. What is done while the board hides
 * names says so, and never gets one.
 */
export function post(action, body, { form, button, regionVersion, instead, said = false, answered } = {}) {
  if (document.querySelector('[data-board], [data-unnamed]') && !document.querySelector('[data-tells=named]')) body.set('unnamed', '1')
  const notBusy = button ? showBusy(button) : () => {}
  let waiting
  const sent = form ? snapshot(form) : null, then = signs, at = document.activeElement
  if (form) onTheWay.set(form, sent)
  const idle = () => {
    notBusy()
    if (onTheWay.get(form) === sent) onTheWay.delete(form)
  }
  send({ action, body, form, source: sourceOf(form, action), words: form && wordsOf(form), regionVersion, instead, secret: form?.matches('[data-never-keep]') }, {
    wait(entry) {
      idle()
      waiting ??= form?.isConnected && form.querySelector('textarea, input:not([type=hidden])')
        ? showWaiting(form, entry, snapshot(form) !== sent) : markUnsent(regionVersion ?? form?.closest('.card')?.id)
    },
    drop() {
      idle()
      waiting?.()
      answered?.(false)
    },
    async answer(response, entry) {
      idle()
      waiting?.()
      try { return await draw(response, form?.isConnected ? form : null, sent, entry, { said, hasGoneOn: () => signs > then || isElsewhere(at) }) } finally {
        answered?.(response.ok)
        release()
      }
    },
  })
}

/** What a form that rewrites something sends from there; what it sent before and has not been tried yet is then not sent. */
function sourceOf(form, action) {
  const rewrites = form?.elements.version && !form.matches('[data-reset]') && [...form.elements].some(isTouched)
  return rewrites ? `${action}${form.id && `#${form.id}`}` : undefined
}

/** The names of the fields in which one writes, or where what one has written stands. */
function wordsOf(form) {
  const fields = form.querySelectorAll('textarea, input:not([type]), input[type=text], [name=text]')
  return [...new Set([...fields].map(field => field.getAttribute('name')))].filter(Boolean)
}

/** Draws the answer; true when it refuses something that must be held. */
async function draw(response, form, sent, entry, how) {
  const emptied = form?.matches('[data-reset]') && snapshot(form) !== sent
  if (!response.ok && entry.form && (!form || emptied)) return showRefused(response, entry)
  const type = response.headers.get('Content-Type') ?? ''
  if (!type.includes('json')) {
    if (response.ok) return location.assign(response.url)
    fetchAnew()
    if (form?.closest('.card__tools') && showUnsaved(say('failed'), entry, form.closest('.card'))) return letGo(form)
    toast(say('failed'))
    return false
  }
  const answer = await response.json()
  return response.ok ? drawDone(answer, form, sent, how) : drawRefused(answer, response, form, entry)
}

function drawRefused(answer, response, form, entry) {
  const { status } = response, why = whyNot(response, answer)
  if (answer.choice) {
    letGo(form)
    return showChoice(answer.choice, entry.key)
  }
  const box = form?.closest('[data-holds]')
  if (box) box.dataset.held = entry.key
  if (status === 422 && form) showErrors(form, answer)
  else if (status === 409 && form && answer.regions?.length && [...form.elements].some(isTouched)) showConflict(form, answer)
  else if (form?.closest('.card__tools, .conflict') && (status === 404 || status === 409)) {
    const card = form.closest('.card')
    box?.remove()
    return showUnsaved(why, entry, card) && letGo(form)
  } else {
    // One may have done much else before the answer comes.
    const name = form || new URLSearchParams(entry.body).has('whole') ? '' : firstWords(document.getElementById(entry.regionVersion ?? ''))
    if (!answer.regions?.length) {
      fetchAnew()
      // The form may be gone from the page as it is now.
      if (form && !box && showUnsaved(why, entry)) return letGo(form)
    }
    for (const region of answer.regions ?? []) apply(region, { own: true })
    toast(name ? `${name}: ${why}` : why, undefined, { refused: entry.action })
  }
  return Boolean(box)
}

/** What was written in the form is kept elsewhere. */
function letGo(form) {
  form?.dispatchEvent(new CustomEvent('panorama:kept', { bubbles: true }))
  return true
}

function drawDone(answer, form, sent, { said, hasGoneOn }) {
  if (form) settle(form, sent)
  for (const region of answer.regions ?? []) apply(region, { own: true })
  if (form?.matches('[data-reset]')) document.dispatchEvent(new CustomEvent('panorama:made', { detail: (answer.regions ?? []).map(({ region }) => region) }))
  if (answer.location) return location.assign(answer.location)
  if (form?.dataset.goes) return goTo(form.dataset.goes, answer.announce)
  if (!said) announce(answer.announce)
  if (answer.undo) toast(answer.announce, answer.undo)
  if (answer.focus && (document.activeElement === document.body || !hasGoneOn())) focusOn(answer.focus)
}

/** Whether focus has left `at`, which could still have it; screen readers move it without a sign of hands. */
function isElsewhere(at) { return ![at, document.body].includes(document.activeElement) && at !== document.body && at.checkVisibility?.() }

/** Opens `path`, anew also where one is there already: then `words` are said there. */
function goTo(path, words) {
  const there = new URL(path, location)
  if (there.pathname !== location.pathname) return location.assign(there)
  history.replaceState(history.state, '', there)
  sayNext(words, there.hash || '#main')
  location.reload()
}

function settle(form, sent) {
  if (snapshot(form) === sent) {
    clearDrafts(form)
    if (form.matches('[data-reset]')) form.reset()
    else settleFields(form)
  }
  if (form.matches('[data-closes]')) fold(form.closest('details'))
  form.dispatchEvent(new CustomEvent('panorama:sent', { bubbles: true }))
}

/** Folds `details`; focus that was inside is then on what unfolds it. */
export function fold(details) {
  const inside = details.contains(document.activeElement)
  details.open = false
  if (inside) details.querySelector('summary').focus()
}

/** What someone has written or chosen in the form; what the server put there may change meanwhile. */
function snapshot(form) {
  const hidden = new Set([...form.querySelectorAll('input[type=hidden]')].map(field => field.getAttribute('name')))
  return String(new URLSearchParams([...new FormData(form)].filter(([name]) => !hidden.has(name))))
}
