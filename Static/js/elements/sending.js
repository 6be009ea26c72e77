import { delay } from '../models/backoff.js'
import { Outbox, lasting, newKey } from '../models/outbox.js'
import { isTouched } from './morph.js'
import { groupHere, showHeld, showRefused } from './refused.js'
import { fetchAnew } from './regions.js'
import { store } from './store.js'
import { toast } from './toasts.js'
import { showKept } from './waiting.js'
import { say } from './words.js'

/** Each entry is kept under a name of its own, so that two pages of one person do not write over each other. */
const outbox = new Outbox(stored())
const answered = new Map(outbox.keys.map(key => [key, unattended()]))
const writer = document.querySelector('meta[name=viewer]')?.content
let sending = false, failures = 0, retry, adoption, leaving

/**
 * Sends one change after those already waiting, exactly once, also if the network is away for a while.
 * `answer` is called with the response when there is one, and says whether a refused change must be held; `wait` when the change
 * has to wait, `drop` when a later one takes its place. `instead` is the key of a held change that this one settles.
 */
export function send({ action, body, source, words, form, secret, regionVersion, instead }, { answer, wait, drop: dropped }) {
  const entry = { key: newKey(), at: outbox.timeAfterAll(Date.now()), action, body: String(body), source, words, secret, regionVersion, form, group: groupHere() }
  answered.set(entry.key, { answer, wait, drop: dropped })
  const replaced = source ? outbox.follow(entry) : void outbox.add(entry)
  if (replaced) drop(replaced)
  if (instead) settle(instead)
  keep(entry)
  deliver()
}

/** What was last sent from `source` and waits, as it was written. */
export function unsent(source) {
  const entry = outbox.waiting(source)
  return entry && new URLSearchParams(entry.body)
}

/** What was last sent to the address and waits. */
export function unsentTo(action) {
  const entry = outbox.waitingFor(action)
  return entry && new URLSearchParams(entry.body)
}

/** Lets go of a held change: somebody has seen to it. */
export function settle(key) {
  const entry = outbox.settle(key)
  if (entry) store.remove(nameOf(entry))
  leaveAtLast()
}

/** Sends a held change once more. */
export function tryAgain(key) {
  answered.set(key, unattended())
  keep(outbox.tryAgain(key))
  deliver()
}

/** Tries at once what has been waiting. */
function resend() {
  clearTimeout(retry)
  deliver()
}

async function deliver() {
  if (sending) return
  sending = true
  try { while (outbox.next && await sendOne(outbox.next)); } finally { sending = false; leaveAtLast() }
}

/** False when `entry` has to wait. */
async function sendOne(entry) {
  if (entry.isKept && store.read(nameOf(entry)) === null) return isDoneElsewhere(entry)
  // What may have reached the server is never replaced by what is written after it.
  entry.tried ||= navigator.onLine
  const response = await attempt(entry)
  if (!response) {
    retry = setTimeout(deliver, delay(failures++))
    for (const waiting of outbox.entries) answered.get(waiting.key)?.wait(waiting)
    return false
  }
  failures = 0
  if (response.status === 401) return signInAnew()
  if (response.ok) await done(entry, response.clone())
  const { answer } = answered.get(entry.key) ?? unattended()
  answered.delete(entry.key)
  let holds = true
  try { holds = await answer(response, entry) } catch (error) {
    if (!(error instanceof SyntaxError)) console.error(error)
    fetchAnew()
  }
  if (response.ok) return true
  if (holds) keep(outbox.hold(entry.key))
  else settle(entry.key)
  return true
}

/** What goes on from there has seen what it has become. */
async function done({ key, source }, answer) {
  settle(key)
  const next = source && outbox.waiting(source)
  if (!next) return
  const { regions } = await answer.json().catch(() => ({})), fields = new URLSearchParams(next.body)
  if (!regions?.length || !fields.has('version')) return
  fields.set('version', regions[0].version)
  next.body = String(fields)
  keep(next)
}

/** Who has been signed out signs in again, here or, where what waits would be lost with the page, in another tab; false. */
function signInAnew() {
  if (!outbox.entries.some(entry => !entry.isKept)) return location.reload()
  toast(say('signedOut'))
  retry = setTimeout(deliver, delay(failures++))
  return false
}

/** Another page of the same person has sent it, or discarded it. */
function isDoneElsewhere(entry) {
  drop(entry)
  outbox.settle(entry.key)
  fetchAnew()
  return true
}

async function attempt({ key, action, body, regionVersion }) {
  const content = new URLSearchParams(body)
  const region = regionVersion && document.getElementById(regionVersion)
  if (region) content.set('version', versionNow(region))
  try {
    const response = await fetch(action, {
      method: 'POST', body: content, redirect: 'follow', signal: AbortSignal.timeout?.(20000),
      headers: { Accept: 'application/vnd.panorama.regions+json', 'X-Panorama-Key': key, ...writer && { 'X-Panorama-Writer': writer } },
    })
    // An answer that is cut off is no answer: the change is sent again, and happens once.
    await response.clone().arrayBuffer()
    return !isOurs(response) || [408, 425, 429, 502, 503, 504].includes(response.status) ? null : response
  } catch {
    return null
  }
}

/** Whether it is the server that answers, and not a network where one must sign in first. */
function isOurs({ headers }) { return headers.get('Content-Type')?.includes('panorama') || headers.has('Referrer-Policy') }

/** The version that what `element` shows has now: its own, or that of the element its place on the page names. */
export function versionNow(element) {
  const at = element.closest('[data-version-at]')?.dataset.versionAt
  return document.getElementById(at ?? '')?.dataset.proposal ?? element.dataset.version
}

function stored() { return store.names('outbox:').map(store.read).filter(Boolean).map(entry => ({ ...entry, isKept: true, tried: true })) }

function nameOf({ at, key }) { return `outbox:${at}-${key}` }

function keep(entry) {
  const kept = entry && lasting(entry)
  if (kept) entry.isKept = store.write(nameOf(entry), kept)
}

function drop(entry) {
  answered.get(entry.key)?.drop()
  answered.delete(entry.key)
  store.remove(nameOf(entry))
}

/** A change from before the page was opened is marked while it waits; when it has its answer, the page is fetched again, and what was refused is shown. */
function unattended() {
  let unmark
  return {
    wait(entry) { unmark ??= showKept(entry) },
    drop() { unmark?.() },
    async answer(response, entry) {
      unmark?.()
      if (document.querySelector('meta[name=live]')) fetchAnew()
      else if (response.ok && !outbox.next) location.reload()
      return response.ok ? false : showRefused(response, entry)
    },
  }
}

/** Whether something is lost with the page: what waits, and, where the browser keeps nothing, what is half written. */
function wouldLose() {
  if (outbox.entries.some(({ isKept }) => !isKept) || (outbox.next && failures)) return true
  return keepsNothing() && [...document.querySelectorAll('[data-draft]')].some(isTouched)
}

function keepsNothing() {
  const isKept = store.write('try', 0)
  store.remove('try')
  return !isKept
}

/** Lets the page go that was to load itself anew when something would have been lost with it. */
function leaveAtLast() {
  if (!leaving || sending || wouldLose()) return
  const go = leaving
  leaving = undefined
  go()
}

/** Takes over what another page of the same person left unsent when it was closed; one that is still open sends its own before that. */
function adopt() {
  for (const entry of stored()) if (!entry.held && outbox.add(entry)) answered.set(entry.key, unattended())
  deliver()
}

addEventListener('online', resend)
document.addEventListener('panorama:adopt', adopt)
document.addEventListener('panorama:connected', () => {
  resend()
  clearTimeout(adoption)
  adoption = setTimeout(adopt, 15000)
})
document.addEventListener('focusout', () => setTimeout(leaveAtLast))
document.addEventListener('panorama:leave', event => {
  if (!wouldLose()) return
  event.preventDefault()
  leaving = event.detail
})
addEventListener('beforeunload', event => { if (wouldLose()) event.preventDefault() })
outbox.held.forEach(showHeld)
if (outbox.size) deliver()
