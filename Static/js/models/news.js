/**
 * What has happened with a card that was as `before` says and is as `after` says; null is a card that is not there. What is told of another
 * card is nothing that happened with this one: the card that a thread leads from tells of the thread, and each card of its own text.
 */
export function kindOf(before, after) {
  if (!before) return 'added'
  if (!after) return 'taken'
  if (before.list !== after.list) return 'moved'
  if (before.text !== after.text) return 'changed'
  if (before.done !== after.done) return after.done ? 'done' : 'undone'
  if (before.locked !== after.locked) return after.locked ? 'locked' : 'unlocked'
  if (before.stack !== after.stack) return after.stack ? 'stacked' : 'unstacked'
  if (before.position !== after.position) return makesRoom(before, after) ? null : 'moved'
  if (before.name !== after.name && after.stack !== undefined) return after.name ? 'named' : 'unnamed'
  if (String(before.leads) !== String(after.leads)) return after.leads.some(one => !before.leads.includes(one)) ? 'tied' : 'untied'
  if (before.remarks !== after.remarks) return after.remarks > before.remarks ? 'remarked' : 'unremarked'
  return before.threads === after.threads && before.face !== after.face ? 'changed' : null
}

/** A card that stands otherwise since others came into its stack or left it has not been moved: its stack comes after the same card as before. */
function makesRoom(before, after) { return after.stack !== undefined && before.follows === after.follows }

/** How a card comes to the board. */
const comes = ['added', 'returned']

/** A card that came and went, or went and came back, has left nothing to tell. */
function leavesNothing(before, kind) { return comes.includes(before) ? kind === 'taken' : before === 'taken' && kind === 'returned' }

/** What has a word of its own where it is only counted. */
const counted = ['added', 'taken', 'returned', 'moved', 'done', 'undone']

/** What happened since somebody was last told: one thing a card, however often it was touched. */
export class News {
  #items = new Map()

  get size() { return this.#items.size }

  /** Of what is no `kind` there is nothing to tell. */
  note(id, kind, values) {
    if (!kind) return
    const before = this.#items.get(id)?.kind
    this.#items.delete(id)
    if (leavesNothing(before, kind)) return
    this.#items.set(id, { kind: comes.includes(before) ? before : kind, values })
  }

  /** Sentences for all of it, by itself when it is little, else how many of each kind; then it is forgotten. What is `said` is told in full. */
  take(say, few = 3) {
    const all = [...this.#items.values()], cards = all.filter(({ kind }) => kind !== 'said')
    this.#items.clear()
    const said = all.filter(({ kind }) => kind === 'said').map(({ values }) => values.sentence)
    if (cards.length <= few) return [...cards.map(({ kind, values }) => say(kind, values)), ...said]
    const sums = new Map()
    for (const { kind } of cards) {
      const word = counted.includes(kind) ? kind : 'changed'
      sums.set(word, (sums.get(word) ?? 0) + 1)
    }
    return [...[...sums].map(([kind, n]) => say(`${kind}Many`, { n })), ...said]
  }
}
