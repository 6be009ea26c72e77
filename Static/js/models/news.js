/** What has happened with a card that was as `before` says and is as `after` says; null is a card that is not there. */
export function kindOf(before, after) {
  if (!before) return 'added'
  if (!after) return 'taken'
  if (before.list !== after.list) return 'moved'
  if (before.text !== after.text) return 'changed'
  if (before.done !== after.done) return after.done ? 'done' : 'undone'
  return before.position === after.position ? 'changed' : 'moved'
}

/** What happened since somebody was last told: one thing a card, however often it was touched. */
export class News {
  #items = new Map()

  get size() { return this.#items.size }

  note(id, kind, values) {
    const isNew = this.#items.get(id)?.kind === 'added'
    this.#items.delete(id)
    if (!(isNew && kind === 'taken')) this.#items.set(id, { kind: isNew ? 'added' : kind, values })
  }

  /** Sentences for all of it, by itself when it is little, else how many of each kind; then it is forgotten. What is `said` is told in full. */
  take(say, few = 3) {
    const all = [...this.#items.values()], cards = all.filter(({ kind }) => kind !== 'said')
    this.#items.clear()
    const said = all.filter(({ kind }) => kind === 'said').map(({ values }) => values.sentence)
    if (cards.length <= few) return [...cards.map(({ kind, values }) => say(kind, values)), ...said]
    const kinds = [...new Set(cards.map(({ kind }) => kind))]
    return [...kinds.map(kind => say(`${kind}Many`, { n: cards.filter(card => card.kind === kind).length })), ...said]
  }
}
