/** On a phone the questions come one at a time, with the way back; elsewhere, and without script, all stand below each other. */
const form = document.querySelector('.survey[data-next]')
const phone = matchMedia('(max-width: 40rem)')

if (form) {
  const questions = [...form.querySelectorAll('.survey__question')]
  const intro = form.firstElementChild
  const actions = form.querySelector('.survey__actions')
  const deliver = actions?.querySelector('button')
  const progress = Object.assign(document.createElement('progress'), { max: questions.length, ariaHidden: 'true' })
  const back = make(form.dataset.back, 'button button--plain', () => show(current - 1))
  const next = make(form.dataset.next, 'button', () => show(current + 1))
  let current = 0

  if (questions.length > 1) {
    intro.after(progress)
    actions.prepend(back)
    deliver.before(next)
    phone.addEventListener('change', () => draw())
    draw()
  }

  function show(number) {
    current = number
    draw()
    scrollTo(0, 0)
    const question = questions[current]
    question.tabIndex = -1
    question.focus({ preventScroll: true })
  }

  function draw() {
    const one = phone.matches
    const last = current === questions.length - 1
    questions.forEach((question, number) => { question.hidden = one && number !== current })
    intro.hidden = one && current > 0
    progress.hidden = !one
    progress.value = current + 1
    back.hidden = !one || current === 0
    next.hidden = !one || last
    deliver.hidden = one && !last
  }

  form.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || !phone.matches || event.target.nodeName === 'TEXTAREA' || event.target.nodeName === 'BUTTON' || deliver.hidden === false) return
    event.preventDefault()
    show(current + 1)
  })
}

function make(words, className, press) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className, textContent: words })
  button.addEventListener('click', press)
  return button
}
