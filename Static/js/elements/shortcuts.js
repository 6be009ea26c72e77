/** A form with `data-key` is sent by that key: the arrows of the plenary, and of a presenter's remote. */
document.addEventListener('keydown', event => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest('input, textarea, select, [contenteditable], dialog')) return
  const form = [...document.querySelectorAll('form[data-key]')].find(form => form.dataset.key.split(' ').includes(event.key))
  if (!form) return
  event.preventDefault()
  form.requestSubmit()
})

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}
