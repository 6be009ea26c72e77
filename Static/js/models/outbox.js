/** Changes on their way to the server: first in, first out, each with a key that lets the server do it once only. */
export class Outbox {
  #entries

  constructor(entries = []) { this.#entries = [...entries] }

  get next() { return this.#entries[0] }
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
    const index = this.#entries.findIndex(({ source, tried }) => source && source === entry.source && !tried)
    if (index === -1) { this.add(entry); return undefined }
    const [replaced] = this.#entries.splice(index, 1, entry)
    return replaced.key
  }

  settle(key) { this.#entries = this.#entries.filter(entry => entry.key !== key) }

  toJSON() { return this.#entries.filter(({ secret }) => !secret).map(({ form, ...kept }) => kept) }
}

/** A key that no other change has; works also where `crypto.randomUUID` does not (plain http). */
export function newKey(random = bytes => crypto.getRandomValues(bytes)) {
  return [...random(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
