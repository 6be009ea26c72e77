import './paper.js'

const steps = [1, 0.9, 0.8, 0.7, 0.6], smallest = 0.55, room = 272 * 96 / 25.4

/** A board on paper is made smaller, as far as it can still be read, until it fits on one sheet. */
function fit(sheet) {
  const size = Number(getComputedStyle(sheet).getPropertyValue('--size'))
  const readable = steps.filter(step => step * size >= smallest)
  const fits = step => { sheet.style.setProperty('--fit', step); return sheet.scrollHeight * step <= room }
  if (!readable.some(fits)) sheet.style.setProperty('--fit', 0.8)
}

/** Once its lines have been drawn, which takes their words off the cards. */
requestAnimationFrame(() => document.querySelectorAll('[data-fit]').forEach(fit))
