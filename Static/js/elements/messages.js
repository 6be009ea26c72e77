import { toast } from './toasts.js'

const shown = new Map()

/** A new message from the facilitator is seen also by those who have scrolled away from where messages stand. */
function look(place) {
  const text = place.querySelector('.message > p')?.textContent.trim()
  const isNew = text && shown.has(place.id) && shown.get(place.id) !== text
  shown.set(place.id, text)
  if (isNew && place.getBoundingClientRect().bottom < 0) toast(text, undefined, { beside: true })
}

document.querySelectorAll('[id^=message-]').forEach(look)
document.addEventListener('panorama:region', ({ detail }) => { if (detail.element?.id?.startsWith('message-')) look(detail.element) })
