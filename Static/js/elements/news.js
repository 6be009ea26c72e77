import { News, kindOf } from '../models/news.js'
import { factsOf } from './regions.js'
import { announce, say } from './words.js'

const news = new News()
let timer

/** What others do on the board is read aloud politely, bundled when much comes at once; never what was done here or by the same person. */
document.addEventListener('panorama:region', ({ detail: { element, gone, before, news: isNews, own } }) => {
  if (!isNews || (own && !gone)) return
  if (gone?.matches('.card')) noteCard(gone, factsOf(gone), null)
  else if (element.matches('.boardframe .card')) noteCard(element, before ?? null, factsOf(element))
  else if (element.dataset.news) note(element.id, 'said', { sentence: element.dataset.news })
})

function noteCard(card, before, after) {
  const lane = document.getElementById(card.dataset.list)?.closest('section').querySelector('.lane__name').textContent.trim()
  note(card.id, kindOf(before, after), { card: firstWords(card), lane })
}

export function note(id, kind, values) {
  news.note(id, kind, values)
  if (news.size) timer ??= setTimeout(tell, 2000)
}

/** What a card is called where much else is said; empty for what is no card. */
export function firstWords(card) {
  const text = card?.querySelector('.card__text')?.textContent.trim().replace(/\s+/g, ' ') ?? ''
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

function tell() {
  const much = news.size > 3
  const name = kind => `news${kind[0].toUpperCase()}${kind.slice(1)}`
  announce(news.take((kind, values) => say(name(kind), values)).join(' '), 'news')
  timer = much ? setTimeout(() => { timer = undefined; if (news.size) tell() }, 6000) : undefined
}
