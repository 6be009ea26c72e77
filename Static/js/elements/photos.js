import { delay } from '../models/backoff.js'
import { newKey } from '../models/outbox.js'
import { fitted, staysAsItIs } from '../models/photo.js'
import { clearErrors, showErrors } from './errors.js'
import { fold } from './forms.js'
import { apply, fetchAnew, release } from './regions.js'
import { announce, say } from './words.js'

for (const field of document.querySelectorAll('[data-photo-form] [type=file]')) field.multiple = true

/** A picture waits in the page only. */
addEventListener('beforeunload', event => { if (document.querySelector('.photo__sending')) event.preventDefault() })

/** Sends pictures one after the other, made smaller where they are larger than a screen needs. */
document.addEventListener('submit', async event => {
  const form = event.target
  if (event.defaultPrevented || !form.matches('[data-photo-form]')) return
  event.preventDefault()
  if (form.querySelector('.photo__sending')) return
  clearErrors(form)
  const sign = showSending(form)
  const { photo, caption } = form.elements
  try {
    for (const file of [...photo.files]) await hang(form, file, caption.value, sign)
    form.reset()
    fold(form.closest('details'))
  } catch (problem) {
    if (!problem.answer) throw problem
    showErrors(form, problem.answer)
  } finally {
    sign.remove()
    release()
  }
})

/** Whoever takes down the last picture stands where the next is hung. */
document.addEventListener('submit', ({ target }) => {
  const wall = target.matches('[action^="/photos/"][action$="/removal"]') && target.closest('.wall')
  if (!wall) return
  const gone = new AbortController()
  document.addEventListener('panorama:region', () => {
    if (target.isConnected) return
    gone.abort()
    if (document.activeElement === document.body) wall.querySelector(':scope > details > summary')?.focus()
  }, { signal: gone.signal })
})

async function hang(form, file, caption, sign) {
  sign.say(say('photoPreparing'))
  const picture = await prepared(file)
  if (!picture) throw refused(say('photoUnread'))
  if (picture.size > Number(form.dataset.limit)) throw refused(form.dataset.heavy)
  sign.say(say('photoSending'))
  const answer = await delivered(form, picture, caption, sign)
  if (!answer.regions?.length) fetchAnew()
  for (const region of answer.regions ?? []) apply(region, { own: true })
  announce(answer.announce)
}

/** The file as it is to be sent; null when this browser cannot read it and the server would not either. */
async function prepared(file) {
  let bitmap
  try { bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }) } catch {
    return /^image\/(jpeg|png)$/.test(file.type) ? file : null
  }
  if (staysAsItIs(file, bitmap.width, bitmap.height)) return file
  const canvas = Object.assign(document.createElement('canvas'), fitted(bitmap.width, bitmap.height))
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.85)) ?? file
}

/** Sends until there is an answer: a picture that has to wait for the network is sent once only. */
async function delivered(form, picture, caption, sign) {
  const key = newKey()
  for (let attempt = 0; ; attempt++) {
    const request = await sent(form, picture, caption, key, sign)
    if (request.status === 401) { location.reload(); await new Promise(() => {}) }
    if (request.status === 413) throw refused(form.dataset.heavy)
    const answer = read(request)
    if (request.status && ![429, 502, 503, 504].includes(request.status)) {
      if (request.status < 300) return answer
      throw { answer: answer.summary ? answer : { summary: say('photoRefused') } }
    }
    sign.say(say('photoWaits'))
    await new Promise(again => { addEventListener('online', again, { once: true }); setTimeout(again, delay(attempt)) })
  }
}

function sent(form, picture, caption, key, sign) {
  const body = new FormData()
  body.set('photo', picture, 'photo')
  body.set('caption', caption)
  return new Promise(done => {
    const request = new XMLHttpRequest()
    request.upload.addEventListener('progress', ({ loaded, total }) => sign.show(loaded / total))
    request.addEventListener('loadend', () => done(request))
    request.open('POST', form.getAttribute('action'))
    request.setRequestHeader('Accept', 'application/vnd.panorama.regions+json')
    request.setRequestHeader('X-Panorama-Key', key)
    request.send(body)
  })
}

function read(request) { try { return JSON.parse(request.responseText) } catch { return {} } }

function refused(text) { return { answer: { summary: say('photoRefused'), fields: { photo: text } } } }

function showSending(form) {
  const sign = Object.assign(document.createElement('div'), { className: 'photo__sending' })
  const text = document.createElement('p')
  text.setAttribute('role', 'status')
  const bar = Object.assign(document.createElement('progress'), { max: 1 })
  bar.setAttribute('aria-label', say('photoSending'))
  sign.dataset.own = ''
  sign.append(text, bar)
  form.append(sign)
  return { say(words) { if (text.textContent !== words) text.textContent = words }, show(part) { bar.value = part }, remove() { sign.remove() } }
}
