import { store } from './store.js'

/** What is being written in `[data-draft]` stays in this browser until it is saved, under that name or else the field’s own id. */
export function nameOf(field) { return `draft:${field.dataset.draft || field.id}` }

/** Where it is kept in which other field the words under this name were begun. */
export function begunAs(name) { return name.replace('draft', 'begun') }

/** What was written there has been saved. */
export function clearDrafts(form) {
  for (const field of form.querySelectorAll('[data-draft]')) for (const name of [nameOf(field), begunAs(nameOf(field))]) store.remove(name)
}

document.addEventListener('input', ({ target }) => { if (target.dataset?.draft !== undefined) keep(target) })

function keep(field) {
  if (field.value && field.value !== field.defaultValue) store.write(nameOf(field), field.value)
  else store.remove(nameOf(field))
}

for (const field of document.querySelectorAll('[data-draft]')) {
  const draft = store.read(nameOf(field)), early = field.value
  const isWritten = early && early !== field.defaultValue
  if (draft !== null && draft !== early) {
    field.value = isWritten && !draft.includes(early) ? `${draft} ${early}` : draft
    const folded = field.closest('details')
    if (folded) folded.open = true
  }
  // What was written before this script came has not been kept yet.
  if (isWritten) keep(field)
}
