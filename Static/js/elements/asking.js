import { nameOf } from './drafts.js'
import { store } from './store.js'

const template = document.getElementById('ask')

/** What asks for somebody in the case is made when it is opened; without script the same place leads to a page with it. */
document.addEventListener('toggle', ({ target }) => {
  if (template && target.open && target.matches('.person__ask') && !target.querySelector('form')) fill(target)
}, true)

function fill(place) {
  const form = template.content.cloneNode(true).firstElementChild
  const number = place.id.slice('ask-'.length)
  form.dataset.own = ''
  for (const part of form.querySelectorAll('*')) {
    for (const name of ['id', 'for', 'value', 'aria-describedby']) if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace(':id', number))
  }
  const ways = place.dataset.channels.split(' ')
  for (const choice of form.querySelectorAll('[name=channel]')) if (!ways.includes(choice.value)) choice.closest('label').remove()
  const first = form.querySelector('[name=channel]')
  first.checked = first.defaultChecked = true
  const wish = form.elements.wish
  wish.value = store.read(nameOf(wish)) ?? ''
  place.append(form)
}

function recall() {
  if (!template) return
  for (const place of document.querySelectorAll('.person__ask')) {
    if (place.open && !place.querySelector('form')) fill(place)
    else if (store.read(`draft:wish-${place.id.slice('ask-'.length)}`) !== null) place.open = true
  }
}

recall()
