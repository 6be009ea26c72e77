import { store } from './store.js'
import { toast } from './toasts.js'
import { say } from './words.js'

/** Has `words` said on the page that is opened next at this address; focus goes to the first that `goal` selects. */
export function sayNext(words, goal) { store.write('next', { words, goal, path: location.pathname, at: Date.now() }) }

document.addEventListener('submit', event => {
  if (event.defaultPrevented || !event.target.closest('[data-says-saved]') || event.target.closest('[data-live-form]')) return
  sayNext(say('saved'), `form[action="${CSS.escape(event.target.getAttribute('action'))}"]`)
})

const next = store.read('next')
store.remove('next')
if (next?.path === location.pathname && Date.now() - next.at < 10000 && !document.querySelector('.error-summary')) {
  toast(next.words)
  const goal = document.querySelector(next.goal)
  const stop = goal?.matches('form') ? goal.querySelector('input:not([type=hidden]), select, textarea, button') : goal
  if (stop && !stop.matches('input, select, textarea, button')) stop.tabIndex = -1
  stop?.focus()
}
