import { matches } from '../models/filter.js'

/** A field that shows only the lines of a list that hold what is written in it; without script every line is there. */
for (const box of document.querySelectorAll('[data-filter]')) {
  const field = box.querySelector('input')
  box.hidden = false
  const filter = () => {
    const region = document.getElementById(box.dataset.filter)
    if (!region) return
    let shown = 0
    for (const line of region.querySelectorAll('[data-filter-text]')) {
      const hidden = !matches(line.dataset.filterText, field.value)
      if (line.hidden !== hidden) line.hidden = hidden
      if (!hidden) shown += 1
    }
    const none = region.querySelector('[data-filter-none]')
    const found = shown > 0 || field.value.trim() === ''
    if (none && none.hidden !== found) none.hidden = found
  }
  field.addEventListener('input', filter)
  document.addEventListener('panorama:region', filter)
  filter()
}
