/** A copy of what comes with the words for hands. */
export function part(selector) { return document.getElementById('script-words').content.querySelector(selector).cloneNode(true) }

/** Puts the card's `number` where the copy has `:id`. */
export function numbered(copy, number) {
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    for (const { name, value } of element.attributes) if (value.includes(':id')) element.setAttribute(name, value.replace(':id', number))
  }
  return copy
}
