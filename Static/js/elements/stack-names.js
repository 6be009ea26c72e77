/** The name of a stack stands once in a list: on the first of its cards that is seen or, on a sheet, on the topmost. */
function nameOnce(list) {
  const named = new Set(), cards = [...list.children].filter(card => card.matches('[data-stack]:not(.is-filtered)'))
  // Of two at one height, the later covers the other.
  if (list.dataset.flow === 'free') cards.reverse().sort((one, other) => one.dataset.y - other.dataset.y)
  for (const card of cards) {
    card.classList.toggle('is-below', named.has(card.dataset.stack))
    named.add(card.dataset.stack)
  }
}

function nameAll() {
  for (const list of document.querySelectorAll(':is(.lane__cards, .photo__cards):has(> [data-stack])')) nameOnce(list)
}

for (const sign of ['panorama:region', 'panorama:filtered', 'panorama:moved']) document.addEventListener(sign, nameAll)
nameAll()
