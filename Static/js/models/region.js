/** Whether `incoming` may replace what is `present`; something absent is always older. */
export function isNewer(incoming, present) {
  return present === undefined || Number.isNaN(present) || incoming > present
}

/** Where something at `position` belongs among the sorted `positions`; equals keep the order of arrival. */
export function indexAt(position, positions) {
  const index = positions.findIndex(other => other > position)
  return index === -1 ? positions.length : index
}

/** Remembers which regions have gone, so that a late message cannot bring one back. */
export class Departed {
  #versions = new Map()

  note(region, version) { this.#versions.set(region, Math.max(version, this.#versions.get(region) ?? 0)) }
  outlives(region, version) { return version <= (this.#versions.get(region) ?? -1) }
}
