const steps = [1, 0.9, 0.8, 0.7, 0.6]

/** A board on paper is made smaller, as far as it can still be read, until it fits on one sheet. */
for (const sheet of document.querySelectorAll('[data-fit]')) {
  const millimetres = 96 / 25.4, room = 270 * millimetres
  for (const fit of steps) {
    sheet.style.setProperty('--fit', fit)
    if (sheet.scrollHeight * fit <= room) break
  }
  if (sheet.scrollHeight * steps.at(-1) > room) sheet.style.setProperty('--fit', 0.8)
}
