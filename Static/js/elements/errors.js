import { apply } from './regions.js'
import { announce, say } from './words.js'

/** Puts each error beside its field and all of them on top of the form, where focus goes. */
export function showErrors(form, { summary, fields = {} }) {
  const box = make('div', 'error-summary', { tabindex: '-1', role: 'alert' })
  box.append(make('h2', '', {}, summary))
  const list = make('ul')
  for (const [name, text] of Object.entries(fields)) {
    const element = form.elements.namedItem(name)
    const field = element instanceof RadioNodeList ? element[0] : element
    const item = make('li')
    if (field) {
      field.id ||= `field-${name}`
      showError(field, text)
      item.append(make('a', '', { href: `#${field.id}` }, text))
    } else {
      item.textContent = text
    }
    list.append(item)
  }
  if (list.children.length) box.append(list)
  form.prepend(box)
  box.focus()
}

export function clearErrors(form) {
  for (const sign of form.querySelectorAll('.error-summary[data-own], .field__error[data-own], .conflict[data-own]')) sign.remove()
  for (const field of form.querySelectorAll('[aria-invalid]')) {
    field.removeAttribute('aria-invalid')
    field.closest('.field')?.classList.remove('field--error')
    const described = (field.getAttribute('aria-describedby') ?? '').split(' ').filter(id => document.getElementById(id))
    if (described.length) field.setAttribute('aria-describedby', described.join(' '))
    else field.removeAttribute('aria-describedby')
  }
}

/** Shows what someone else saved beside what was written here; saving again then means to keep one's own. */
export function showConflict(form, { summary, regions = [] }) {
  const box = make('div', 'conflict', { tabindex: '-1', role: 'alert' })
  box.append(make('p', '', {}, summary), make('strong', '', {}, say('theirs')))
  const html = regions[0]?.html ?? ''
  const theirs = make(html.trimStart().startsWith('<li') ? 'ul' : 'div', 'conflict__theirs')
  theirs.innerHTML = html
  for (const part of theirs.querySelectorAll('form, .card__open')) part.replaceWith(...[...part.querySelectorAll('textarea')].map(field => make('p', 'conflict__yours', {}, field.defaultValue)))
  for (const part of theirs.querySelectorAll('*')) for (const name of ['id', 'data-version', 'data-move', 'data-list']) part.removeAttribute(name)
  box.append(theirs, make('strong', '', {}, say('yours')))
  form.prepend(box)
  const version = form.elements.namedItem('version')
  if (version && regions[0]) version.value = regions[0].version
  regions.forEach(region => apply(region))
  box.focus()
}

/** Says at the field of a new card that nothing is written on it, until something is. */
export function showEmpty(field) {
  showError(field, say('emptyCard'))
  announce(say('emptyCard'))
  field.focus()
  field.addEventListener('input', () => clearErrors(field.form), { once: true })
}

function showError(field, text) {
  const id = `${field.id}-error`
  const place = field.closest('.field') ?? field.parentElement
  field.closest('.field')?.classList.add('field--error')
  field.setAttribute('aria-invalid', 'true')
  field.setAttribute('aria-describedby', `${field.getAttribute('aria-describedby') ?? ''} ${id}`.trim())
  const sign = make('p', 'field__error', { id }, text)
  if (/^(radio|checkbox)$/.test(field.type)) place.append(sign)
  else field.after(sign)
}

function make(name, className = '', attributes = {}, text = '') {
  const element = document.createElement(name)
  if (className) { element.className = className; element.dataset.own = '' }
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.textContent = text
  return element
}
