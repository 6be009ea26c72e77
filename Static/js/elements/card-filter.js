import { takes } from '../models/card-filter.js'
import { refresh } from './live.js'
import { focusOn, isUnderHands } from './regions.js'

const places = '.boardframe, .photos'
const form = document.querySelector('[data-card-filter]')
const told = document.getElementById('cardfilter-hidden')
const clear = told && (told.querySelector('[data-clear-filter]') ?? makeClear())

/**
 * With script the whole board is on the page, and the cards that are not wanted are hidden; one’s own new card stays in sight, and one that
 * somebody stands on or is at work on until they are done with it.
 */
if (form) {
  form.addEventListener('change', filterAll)
  form.addEventListener('submit', event => { event.preventDefault(); filterAll() })
  told.addEventListener('click', event => {
    if (!event.target.closest('[data-clear-filter]')) return
    event.preventDefault()
    for (const choice of form.elements) if (choice.nodeName === 'SELECT') choice.selectedIndex = 0; else choice.checked = false
    filterAll()
    form.closest('details').querySelector('summary').focus()
  })
  document.addEventListener('panorama:region', ({ detail: { element, own, fresh } }) => {
    if (!element?.closest?.(places)) return
    if (element.matches('.card') && !(own && fresh)) filter(element)
    if (element.matches('[data-version]')) for (const card of element.querySelectorAll('.card')) filter(card)
    count()
  })
  document.addEventListener('panorama:made', ({ detail }) => {
    for (const made of detail) document.getElementById(made)?.classList.remove('is-filtered')
    count()
  })
  document.addEventListener('focusout', () => setTimeout(filterWaiting))
  addEventListener('hashchange', showGoal)
  document.addEventListener('click', ({ target }) => {
    if (target.closest?.('a[href^="#card-"]')?.hash === location.hash) setTimeout(showGoal)
  })
  const whole = new URL(location)
  for (const choice of form.elements) whole.searchParams.delete(choice.name)
  if (whole.search !== location.search) fetchRest(whole)
}

async function fetchRest(address) {
  history.replaceState(history.state, '', address)
  await refresh()
  filterAll()
}

function cards() { return document.querySelectorAll(`:is(${places}) .card`) }

function filterAll() {
  for (const card of cards()) filter(card)
  count()
  document.dispatchEvent(new Event('panorama:filtered'))
}

function filterWaiting() {
  const waiting = document.querySelectorAll('.card.is-staying')
  if (!waiting.length) return
  waiting.forEach(filter)
  count()
  document.dispatchEvent(new Event('panorama:filtered'))
}

function filter(card) {
  const { person, marker, open } = form.elements
  const people = [...(card.dataset.responsible ?? '').split(' '), card.dataset.saidBy]
  const wanted = takes(
    { person: person.value, marker: marker.value, open: open.checked },
    { people, marker: card.dataset.marker, done: card.dataset.done !== undefined })
  const stays = !wanted && !card.matches('.is-filtered') && isInUse(card)
  card.classList.toggle('is-staying', stays)
  card.classList.toggle('is-filtered', !wanted && !stays)
}

function isInUse(card) { return card.contains(document.activeElement) || card.querySelector('.card__tools') !== null || isUnderHands(card) }

/** A card that the address leads to gets focus, and is in sight as long as it has that. */
function showGoal() {
  const card = document.getElementById(location.hash.slice(1))
  if (!card?.matches('.card')) return
  card.classList.replace('is-filtered', 'is-staying')
  count()
  focusOn(card.id)
  document.dispatchEvent(new Event('panorama:filtered'))
}

function count() {
  const { person, marker, open } = form.elements
  const hidden = [...cards()].filter(card => card.classList.contains('is-filtered')).length
  const isOn = Boolean(person.value || marker.value || open.checked)
  const text = hidden === 1 ? told.dataset.one : told.dataset.more.replace('{n}', hidden)
  if (!isOn) return told.replaceChildren()
  const [words] = told.children
  if (words?.textContent === text) return
  told.replaceChildren(Object.assign(document.createElement('span'), { textContent: text }), ' ', clear)
}

function makeClear() {
  const link = Object.assign(document.createElement('a'), { className: 'button button--small button--text', href: location.pathname, textContent: told.dataset.clear })
  link.dataset.clearFilter = ''
  return link
}
