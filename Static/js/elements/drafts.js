import { store } from './store.js'

/** What is being written in `[data-draft]` stays in this browser until it is saved. */
export function clearDrafts(form) {
  for (const field of form.querySelectorAll('[data-draft]')) store.remove(`draft:${field.dataset.draft}`)
}

document.addEventListener('input', ({ target }) => {
  const name = target.dataset?.draft
  if (!name) return
  if (target.value && target.value !== target.defaultValue) store.write(`draft:${name}`, target.value)
  else store.remove(`draft:${name}`)
})

for (const field of document.querySelectorAll('[data-draft]')) {
  const draft = store.read(`draft:${field.dataset.draft}`)
  if (draft === null || draft === field.value) continue
  field.value = draft
  const folded = field.closest('details')
  if (folded) folded.open = true
}
