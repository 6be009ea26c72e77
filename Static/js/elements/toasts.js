import { say } from './words.js'

/** Where focus was when each came. */
const stood = new WeakMap()

/**
 * Says `text` at the foot of the page for a while; `undo` is `{action, label, fields}` and becomes a form, as one that takes the change back.
 * `beside` leaves what is said there already, and is not read aloud. What says that `refused`, an action, was not done goes when it is done.
 */
export function toast(text, undo, { beside = false, refused = '' } = {}) {
  const place = document.getElementById('toasts')
  if (!place || !text) return
  const box = document.createElement('div'), at = document.activeElement, before = at.closest('.toast')
  box.className = 'toast'
  if (refused) box.dataset.refused = refused
  stood.set(box, stood.get(before) ?? at)
  box.append(Object.assign(document.createElement('p'), { textContent: text }))
  if (undo) {
    const form = Object.assign(document.createElement('form'), { method: 'post', action: undo.action })
    form.dataset.liveForm = ''
    for (const [name, value] of Object.entries(undo.fields ?? {})) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
    form.append(Object.assign(document.createElement('button'), { className: 'button button--small', textContent: undo.label ?? say('undo') }))
    form.addEventListener('submit', () => setTimeout(() => dismiss(box)))
    box.append(form)
  }
  const close = Object.assign(document.createElement('button'), { type: 'button', className: 'button button--small', textContent: say('close') })
  close.addEventListener('click', () => dismiss(box))
  box.append(close)
  if (beside) { box.setAttribute('aria-live', 'off'); place.append(box) } else place.replaceChildren(box)
  let timer
  const count = () => { clearTimeout(timer); timer = setTimeout(() => box.remove(), undo ? 20000 : 9000) }
  box.addEventListener('pointerenter', () => clearTimeout(timer))
  box.addEventListener('focusin', () => clearTimeout(timer))
  box.addEventListener('pointerleave', count)
  box.addEventListener('focusout', count)
  count()
  if (before && !before.isConnected) close.focus()
  return box
}

/** Takes a message away; focus that was in it goes back to where it was. */
export function dismiss(box) {
  const isInside = box.contains(document.activeElement), at = stood.get(box)
  box.remove()
  if (!isInside) return
  if (at.isConnected) at.focus()
  if (document.activeElement === document.body) document.getElementById('main')?.focus({ preventScroll: true })
}

/** What was refused is done after all; what a message offers to take back has been taken back otherwise. */
document.addEventListener('panorama:sent', ({ target }) => {
  for (const box of document.querySelectorAll('#toasts .toast')) if (box.dataset.refused === target.getAttribute('action')) dismiss(box)
  if (target.matches('.boardbar [action$="/undo"]')) for (const form of document.querySelectorAll('#toasts form')) form.closest('.toast').remove()
})
