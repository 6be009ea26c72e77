import { say } from './words.js'

/** Asks before a form with `data-confirm` is sent; the button's own words are the answer. */
document.addEventListener('submit', event => {
  const form = event.target, button = event.submitter
  const question = button?.dataset.confirm ?? form.dataset.confirm
  if (!question || form.dataset.confirmed !== undefined) { delete form.dataset.confirmed; return }
  event.preventDefault()
  event.stopImmediatePropagation()
  const dialog = document.createElement('dialog')
  dialog.setAttribute('aria-labelledby', 'confirm-question')
  const text = Object.assign(document.createElement('p'), { id: 'confirm-question', textContent: question })
  const yes = Object.assign(document.createElement('button'), { type: 'button', className: 'button', textContent: button?.textContent.trim() })
  const no = Object.assign(document.createElement('button'), { type: 'button', className: 'button button--plain', textContent: say('cancel') })
  const row = Object.assign(document.createElement('div'), { className: 'dialog__actions' })
  row.append(yes, no)
  dialog.append(text, row)
  document.body.append(dialog)
  dialog.addEventListener('close', () => { dialog.remove(); button?.focus() })
  no.addEventListener('click', () => dialog.close())
  yes.addEventListener('click', () => {
    dialog.close()
    form.dataset.confirmed = ''
    const agreed = Object.assign(document.createElement('input'), { type: 'hidden', name: 'agreed', value: '1' })
    form.append(agreed)
    form.requestSubmit(button)
    agreed.remove()
  })
  dialog.showModal()
  no.focus()
}, true)
