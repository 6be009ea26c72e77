/** The tray tells how many cards are left in it. */
function count() {
  for (const tray of document.querySelectorAll('.tray')) tray.querySelector('.tray__count').textContent = tray.querySelectorAll('.card').length
}

document.addEventListener('panorama:region', count)
document.addEventListener('panorama:moved', count)
count()
