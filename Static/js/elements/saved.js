import { store } from './store.js'
import { toast } from './toasts.js'
import { say } from './words.js'

/** Has `words` said on the page that is opened next, if that is at `path`; focus goes to the first that `goal` selects, else that `near` does. */
export function sayNext(words, goal, { near = '#main', path = location.pathname } = {}) {
  store.write('next', { words, goal, near, path, at: Date.now() })
}

document.addEventListener('submit', event => {
  if (event.defaultPrevented || !event.target.closest('[data-says-saved]') || event.target.closest('[data-live-form]')) return
  const title = event.target.closest('[aria-labelledby]')?.getAttribute('aria-labelledby')
  sayNext(say('saved'), `form[action="${CSS.escape(event.target.getAttribute('action'))}"]`, { near: title && `#${title}` })
})

document.addEventListener('panorama:sent', ({ target }) => {
  if (!target.dataset.goes) return
  const { pathname, hash } = new URL(target.dataset.goes, location)
  sayNext(say('saved'), hash || '#main', { path: pathname })
})

const next = store.read('next')
store.remove('next')
if (next?.path === location.pathname && Date.now() - next.at < 10000 && !document.querySelector('.error-summary')) {
  toast(next.words)
  const goal = document.querySelector(next.goal) ?? document.querySelector(next.near)
  const stop = goal?.querySelector(goal.matches('form') ? 'input:not([type=hidden]), select, textarea, button' : ':scope > .card__open') ?? goal
  if (stop && !stop.matches('input, select, textarea, button')) stop.tabIndex = -1
  stop?.focus()
}
