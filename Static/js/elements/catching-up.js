import { isNewer } from '../models/region.js'
import { isTouched, morph } from './morph.js'
import { apply, drawnAt, fetchAnew, holdsOthers, isUnderHands, keepingFocus, remove, versionOf } from './regions.js'
import { announce, say } from './words.js'

/** Whether the page can be brought up to `fresh`; a board cannot be drawn anew without its parts. */
export function fits(fresh) { return boardsOf(fresh) === boardsOf(document) }

function boardsOf(page) { return [...page.querySelectorAll('.boardframe[id], .boardbar, #card-tools')].map(part => part.id).join() }

/** Brings the page up to a freshly fetched copy of itself, which was asked for at `asked`. */
export async function applyPage(fresh, asked) {
  document.title = fresh.title
  await takeSheets(fresh)
  if (isInUse()) await import('./half-written.js')
  const layout = document.querySelector('[data-board]')?.className, told = tellings()
  const overtaken = [...drawnAt.values()].some(at => at > asked)
  let isRedrawn = false
  for (const wanted of fresh.querySelectorAll('[data-version][id]')) {
    isRedrawn ||= holdsOthers(wanted) && isNewer(wanted.dataset.version, versionOf(document.getElementById(wanted.id) ?? wanted))
    apply({ region: wanted.id, version: wanted.dataset.version, html: wanted.outerHTML })
  }
  const bar = document.querySelector('.boardbar')
  if (bar) keepingFocus(() => morph(bar, fresh.querySelector('.boardbar')))
  announce(saysAnew(told))
  for (const list of document.querySelectorAll('[data-region-list][id]')) {
    const wanted = fresh.getElementById(list.id)
    if (!wanted) continue
    for (const item of [...list.children]) {
      const drawnSince = (drawnAt.get(item.id) ?? 0) > asked
      if (!item.id || !item.dataset.version || fresh.getElementById(item.id) || drawnSince) continue
      if (isUnderHands(item)) apply({ region: item.id, version: item.dataset.version, html: null })
      else remove(item)
    }
  }
  const board = document.querySelector('[data-board]')
  if (layout !== board?.className) announce([say('redrawn'), ...[...document.querySelectorAll('.tray__head')].map(head => head.textContent.trim())].join(' '))
  if (overtaken && isRedrawn) fetchAnew()
}

/** A page that has come to show more may need more style sheets, which are there before it is drawn, unless they take long. */
function takeSheets(fresh) {
  const nameOf = sheet => sheet.getAttribute('href').split('/').pop()
  const known = [...document.querySelectorAll('link[rel=stylesheet]')].map(nameOf)
  const lacking = [...fresh.querySelectorAll('link[rel=stylesheet]')].filter(sheet => !known.includes(nameOf(sheet))).map(sheet => document.importNode(sheet))
  const come = lacking.map(sheet => new Promise(done => { sheet.onload = sheet.onerror = done }))
  document.head.append(...lacking)
  return Promise.race([Promise.all(come), new Promise(done => setTimeout(done, 2000))])
}

/** What the bar tells of how one works on the board now. */
function tellings() {
  return new Map([...document.querySelectorAll('.boardbar [data-tells]')].map(({ dataset, textContent }) => [dataset.tells, textContent.trim()]))
}

/** What it tells that it did not tell before, and what is over. */
function saysAnew(before) {
  const now = tellings()
  const begun = [...now].filter(([name]) => !before.has(name)).map(([name, text]) => name === 'votes' ? say('tellsVotes') : text)
  const over = [...before.keys()].filter(name => !now.has(name) && !(name === 'votes' && now.has('locked')))
  return [...begun, ...over.map(name => say(`over${name[0].toUpperCase()}${name.slice(1)}`))].join(' ')
}

/** Whether someone has written on the page, or is at work on its board. */
export function isInUse() {
  return document.activeElement.closest('.boardbar, .boardframe') !== null || document.querySelector('.is-dragging, .card__tools, .stackname, .tie') !== null
    || [...document.querySelectorAll('.lane__new textarea, .holder :is(input, select)')].some(isTouched) || [...document.querySelectorAll('form')].some(isUnderHands)
}
