import { News, kindOf } from '../models/news.js'
import { tellBy, textOf } from './regions.js'
import { announce, say } from './words.js'

const news = new News(), away = new Set()
let timer

tellBy(factsOf)

/** What others do on the board is read aloud politely, bundled when much comes at once; never what was done here or by the same person. */
document.addEventListener('panorama:region', ({ detail: { element, gone, before, news: isNews, own } }) => {
  if (!isNews || (own && !gone)) return
  if (gone?.matches('.card')) noteCard(gone, factsOf(gone), null)
  else if (element.matches('.boardframe .card')) noteCard(element, before ?? null, factsOf(element))
  else if (element.dataset.news) note(element.id, 'said', { sentence: element.dataset.news })
})

function noteCard(card, before, after) {
  if (before && after) before = { ...before, leads: before.leads.filter(key => after.leads.includes(key) || isThere(key)) }

  const lane = document.getElementById(card.dataset.list)?.closest('section').querySelector('.lane__name').textContent.trim()
  const happened = kindOf(before, after), kind = happened === 'added' && away.delete(card.id) ? 'returned' : happened
  if (kind === 'taken') away.add(card.id)
  const isOfStack = kind === 'named' || kind === 'unnamed'
  note(isOfStack ? `stack-${after.stack}` : card.id, kind, { card: firstWords(card).replace(/[.…]+$/, ''), lane, name: after?.name, ...fresh(threadsOf(card), before) })
}

/** What of a card is told when it changes. */
export function factsOf(card) {
  const { list, position, stack } = card.dataset, threads = threadsOf(card)
  return {
    list, position, stack, follows: followed(card), name: nameOf(card), text: textOf(card), done: 'done' in card.dataset, locked: 'locked' in card.dataset,
    face: card.innerHTML, remarks: parseInt(card.querySelector('a[href$="#remarks"]')?.textContent) || 0,
    leads: threads.filter(({ leads }) => leads).map(({ key }) => key), threads: threads.map(({ key, other }) => key + other).join(),
  }
}

/** The card that it or its stack comes after. */
function followed(card) {
  let other = card.previousElementSibling
  while (other && card.dataset.stack && other.dataset.stack === card.dataset.stack) other = other.previousElementSibling
  return other?.id
}

function nameOf(card) {
  const stack = card.querySelector('.card__stack'), link = stack?.querySelector('[data-name-stack]')
  return link ? link.dataset.nameStack : stack?.textContent
}

function threadsOf(card) {
  return [...card.querySelectorAll('.card__thread')].map(thread => {
    const { thread: to, word, leads } = thread.dataset
    return { key: `${to} ${word}`, leads: leads !== undefined, word: word || say('threadWith'), other: thread.querySelector('a').textContent.trim() }
  })
}

/** Whether the card is there that a thread leads to; one that is taken down takes its threads with it, which is no news of their own. */
function isThere(key) { return document.getElementById(`card-${key.split(' ')[0]}`) !== null }

/** What the thread says that a card did not have before. */
function fresh(threads, before) { return threads.find(({ key, leads }) => leads && !before?.leads.includes(key)) }

export function note(id, kind, values) {
  news.note(id, kind, values)
  if (news.size) timer ??= setTimeout(tell, 2000)
}

/** What a card is called where much else is said; empty for what is no card. */
export function firstWords(card) {
  const text = inOneLine(card?.querySelector('.card__text')).trim().replace(/\s+/g, ' ')
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

function inOneLine(text) {
  if (!text?.firstElementChild) return text?.textContent ?? ''
  const copy = text.cloneNode(true)
  for (const end of copy.querySelectorAll('br, li')) { end.before(' '); end.after(' ') }
  return copy.textContent
}

function tell() {
  const much = news.size > 3
  const name = kind => `news${kind[0].toUpperCase()}${kind.slice(1)}`
  announce(news.take((kind, values) => say(name(kind), values)).join(' '), 'news')
  timer = much ? setTimeout(() => { timer = undefined; if (news.size) tell() }, 6000) : undefined
}
