/** Cards on a free sheet lie where they were put: `data-x` and `data-y` go from 0 to 1 across the room the sheet leaves for a card. */
const sheets = '[data-flow=free]'

/** Notes where on its sheet a card was let go, and shows it there. */
export function lay(card, box) {
  const sheet = card.parentElement.getBoundingClientRect()
  const part = (offset, room) => Math.min(Math.max(offset / Math.max(room, 1), 0), 1).toFixed(4)
  card.dataset.x = part(box.left - sheet.left, sheet.width - box.width)
  card.dataset.y = part(box.top - sheet.top, sheet.height - box.height)
  show(card)
}

function show(card) {
  const others = [...card.parentElement.children].indexOf(card)
  card.style.setProperty('--x', card.dataset.x ?? (others % 4) / 3)
  card.style.setProperty('--y', card.dataset.y ?? Math.min(Math.floor(others / 4) * 0.18, 1))
}

function showAll() {
  for (const card of document.querySelectorAll(`${sheets} > .card`)) show(card)
}

document.addEventListener('panorama:region', ({ detail }) => { if (detail.element?.matches?.(`${sheets} > .card`)) show(detail.element) })
showAll()
