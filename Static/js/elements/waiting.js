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

/** Says beside the form that it has not been sent; a form for something new is emptied, so that one can go on writing. */
export function showWaiting(form) {
  const sign = document.createElement('p')
  sign.className = 'unsent'
  sign.dataset.own = ''
  sign.setAttribute('role', 'status')
  if (form.matches('[data-reset]')) {
    const text = document.createElement('q')
    text.textContent = form.querySelector('textarea, input:not([type=hidden], [type=radio], [type=checkbox])')?.value ?? ''
    sign.append(text)
    clearDrafts(form)
    form.reset()
    form.before(sign)
  } else {
    form.append(sign)
  }
  sign.append(say('unsent'))
  return () => sign.remove()
}

/** Marks a region whose change has not been sent; returns how to end that. */
export function markUnsent(region) {
  const element = document.getElementById(region ?? '')
  element?.classList.add('is-unsent')
  announce(say('unsent'))
  return () => element?.classList.remove('is-unsent')
}
