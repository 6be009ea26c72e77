/**
 * Changes on their way to the server: first in, first out, each with a key that lets the server do it once only.
 * One that could not be done is held until somebody has seen to it; when the page is opened anew it is tried again, unless it says `why` it was refused.
 */
export class Outbox {
  #entries

  constructor(entries = []) { this.#entries = entries.map(({ held, ...entry }) => entry.why ? { ...entry, held } : entry) }

  get next() { return this.#entries.find(({ held }) => !held) }
  get size() { return this.#entries.length }
  get entries() { return [...this.#entries] }
  get held() { return this.#entries.filter(({ held }) => held) }
  get keys() { return this.#entries.map(({ key }) => key) }

  /** Adds `entry` last; an entry whose key is already here is not added again. */
  add(entry) {
    if (this.#entries.some(({ key }) => key === entry.key)) return false
    this.#entries.push(entry)
    return true
  }

  /** Takes the place of an unsent entry from the same source, so that only the last version of a text is sent; returns the one replaced. */
  supersede(entry) {
    const index = this.#entries.findIndex(({ source, tried, held }) => source && source === entry.source && !tried && !held)
    if (index === -1) { this.add(entry); return undefined }
    entry.at = this.#entries[index].at
    return this.#entries.splice(index, 1, entry)[0]
  }

  /** Adds `entry`, which goes on from what was written before from the same source and waits; returns the entry it has taken the place of. */
  follow(entry) {
    const earlier = this.waiting(entry.source)
    if (earlier) entry.body = goingOnFrom(earlier, entry.body)
    return this.supersede(entry)
  }

  /** The last entry from the source that is not held. */
  waiting(source) { return this.#entries.findLast(entry => entry.source === source && !entry.held) }

  /** The last entry for the address that is not held. */
  waitingFor(action) { return this.#entries.findLast(entry => entry.action === action && !entry.held) }

  /** When an entry that is made at `now` is said to be made: after every other. */
  timeAfterAll(now) { return Math.max(now, ...this.#entries.map(({ at }) => at + 1)) }

  /** Takes the entry out and returns it. */
  settle(key) {
    const index = this.#entries.findIndex(entry => entry.key === key)
    return index === -1 ? undefined : this.#entries.splice(index, 1)[0]
  }

  /** Keeps what was refused, without sending it. */
  hold(key) {
    const entry = this.#entries.find(entry => entry.key === key)
    if (entry) entry.held = true
    return entry
  }

  /** Lets what is held be sent once more. */
  tryAgain(key) {
    const entry = this.#entries.find(entry => entry.key === key)
    if (entry) entry.held = entry.why = undefined
    return entry
  }
}

/** `body` with what its `opened-` fields say as it is when `earlier` has been done or, not being sent yet, is left out. */
function goingOnFrom({ body: before, tried }, body) {
  const now = new URLSearchParams(body), then = new URLSearchParams(before)
  for (const name of [...now.keys()].filter(name => name.startsWith('opened-'))) {
    now.set(name, tried ? then.getAll(name.slice('opened-'.length)).join(' ') : then.get(name) ?? '')
  }
  for (const name of ['version', 'unnamed']) if (!tried && then.has(name)) now.set(name, then.get(name))
  return String(now)
}

/** Of an entry, what the browser may keep between pages; null for one that must not be kept. */
export function lasting({ form, secret, ...entry }) { return secret ? null : entry }

/** A key that no other change has; works also where `crypto.randomUUID` does not (plain http). */
export function newKey(random = bytes => crypto.getRandomValues(bytes)) {
  return [...random(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
