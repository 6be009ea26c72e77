import { withWaiting } from '../models/title.js'

const button = document.querySelector('[data-sound]')
let title = document.title, sound = null

function count() {
  const queues = [...document.querySelectorAll('[data-waiting]')]
  if (queues.length) document.title = withWaiting(title, queues.reduce((sum, queue) => sum + Number(queue.dataset.waiting), 0))
  else document.title = title
}

button?.addEventListener('click', () => {
  const on = button.getAttribute('aria-pressed') !== 'true'
  button.setAttribute('aria-pressed', String(on))
  if (on) { sound ??= new AudioContext(); sound.resume(); ring() }
})

function ring() {
  if (button?.getAttribute('aria-pressed') !== 'true' || !sound) return
  for (const [start, pitch] of [[0, 523], [0.18, 659]]) {
    const tone = sound.createOscillator(), volume = sound.createGain(), at = sound.currentTime + start
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0, at)
    volume.gain.linearRampToValueAtTime(0.12, at + 0.03)
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.5)
    tone.connect(volume).connect(sound.destination)
    tone.start(at)
    tone.stop(at + 0.55)
  }
}

document.addEventListener('panorama:region', ({ detail: { element, own, fresh } }) => {
  if (element?.matches('[data-waiting]')) count()
  if (own || !fresh || !element.closest('[data-rings]')) return
  ring()
  navigator.vibrate?.([80, 60, 80])
})
/** A page that has been fetched again has its title without the number of those who wait. */
document.addEventListener('panorama:fetched', () => { title = document.title; count() })
count()
