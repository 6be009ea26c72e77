/**
 * Changes on their way to the server: first in, first out, each with a key that lets the server do it once only.
 * One that was refused is held until somebody has seen to it, and is tried again when the page is opened anew.
 */
export class Outbox {
  #entries

  constructor(entries = []) { this.#entries = entries.map(({ held, ...entry }) => entry) }

  get next() { return this.#entries.find(({ held }) => !held) }
  get size() { return this.#entries.length }
  get keys() { return this.#entries.map(({ key }) => key) }

  /** Adds `entry` last; an entry whose key is already here is not added again. */
  add(entry) {
    if (this.#entries.some(({ key }) => key === entry.key)) return false
    this.#entries.push(entry)
    return true
  }

  /** Takes the place of an unsent entry from the same source, so that only the last version of a text is sent; returns the key of the one replaced. */
  supersede(entry) {
    const index = this.#entries.findIndex(({ source, tried, held }) => source && source === entry.source && !tried && !held)
    if (index === -1) { this.add(entry); return undefined }
    const [replaced] = this.#entries.splice(index, 1, entry)
    return replaced.key
  }

  settle(key) { this.#entries = this.#entries.filter(entry => entry.key !== key) }

  /** Keeps what was refused, without sending it. */
  hold(key) { this.#entries = this.#entries.map(entry => entry.key === key ? { ...entry, held: true } : entry) }

  toJSON() { return this.#entries.filter(({ secret }) => !secret).map(({ form, ...kept }) => kept) }
}

/** A key that no other change has; works also where `crypto.randomUUID` does not (plain http). */
export function newKey(random = bytes => crypto.getRandomValues(bytes)) {
  return [...random(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
