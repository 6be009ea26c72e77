import { delay } from '../models/backoff.js'
import { Outbox, newKey } from '../models/outbox.js'
import { showRefused } from './refused.js'
import { store } from './store.js'

const outbox = new Outbox(store.read('outbox') ?? [])
const answered = new Map()
let sending = false, failures = 0, retry

/**
 * Sends one change after those already waiting, exactly once, also if the network is away for a while.
 * `answer` is called with the response when there is one, and says whether a refused change must be held; `wait` when the change
 * has to wait, `drop` when a later one takes its place. `instead` is the key of a held change that this one settles.
 */
export function send({ action, body, source, form, secret, regionVersion, instead }, { answer, wait, drop }) {
  const entry = { key: newKey(), action, body: String(body), source, secret, regionVersion, form }
  answered.set(entry.key, { answer, wait, drop })
  if (source) forget(outbox.supersede(entry))
  else outbox.add(entry)
  if (instead) outbox.settle(instead)
  keep()
  deliver()
}

/** Lets go of a held change: somebody has seen to it. */
export function settle(key) {
  outbox.settle(key)
  keep()
}

/** Tries at once what has been waiting. */
function resend() {
  clearTimeout(retry)
  deliver()
}

async function deliver() {
  if (sending) return
  sending = true
  while (outbox.next) {
    const entry = outbox.next
    entry.tried = true
    const response = await attempt(entry)
    if (!response) {
      entry.tried = false
      retry = setTimeout(deliver, delay(failures++))
      for (const key of outbox.keys) answered.get(key)?.wait()
      break
    }
    failures = 0
    if (response.status === 401) return location.reload()
    if (response.ok) settle(entry.key)
    const { answer = unattended } = answered.get(entry.key) ?? {}
    answered.delete(entry.key)
    const holds = await answer(response, entry)
    if (response.ok) continue
    if (holds) outbox.hold(entry.key)
    else outbox.settle(entry.key)
    keep()
  }
  sending = false
}

async function attempt({ key, action, body, regionVersion }) {
  const content = new URLSearchParams(body)
  const region = regionVersion && document.getElementById(regionVersion)
  if (region) content.set('version', versionNow(region))
  try {
    const response = await fetch(action, {
      method: 'POST', body: content, redirect: 'follow', signal: AbortSignal.timeout?.(20000),
      headers: { Accept: 'application/vnd.panorama.regions+json', 'X-Panorama-Key': key },
    })
    return [429, 502, 503, 504].includes(response.status) ? null : response
  } catch {
    return null
  }
}

/** The version that what `element` shows has now: its own, or that of the element its place on the page names. */
export function versionNow(element) {
  const at = element.closest('[data-version-at]')?.dataset.versionAt
  return document.getElementById(at ?? '')?.dataset.proposal ?? element.dataset.version
}

function forget(key) {
  answered.get(key)?.drop()
  answered.delete(key)
}

function keep() {
  if (outbox.size) store.write('outbox', outbox)
  else store.remove('outbox')
}

/** A change from before the page was opened has its answer: the page is fetched again, and what was refused is shown. */
async function unattended(response, entry) {
  document.dispatchEvent(new Event('panorama:refresh'))
  return response.ok ? false : showRefused(response, entry)
}

addEventListener('online', resend)
document.addEventListener('panorama:connected', resend)
addEventListener('beforeunload', event => { if (outbox.size && failures) event.preventDefault() })
if (outbox.size) deliver()
