import { digits, minutesSince, nearing, secondsUntil, skew } from '../models/clock.js'
import { announce, say } from './words.js'

let offset = 0

/** Takes the server's time as the right one for every clock on the page. */
export function correct(serverNow) { offset = skew(serverNow, Date.now()) }

function serverTime() { return Date.now() + offset }

/** Counts down to `data-ends-at`, or up from `data-since`; stands still while `data-paused`. The server's text shows until then. */
class DayClock extends HTMLElement {
  static observedAttributes = ['data-ends-at', 'data-since', 'data-paused']
  connectedCallback() { this.tick() }
  attributeChangedCallback() { this.tick() }

  tick() {
    const { endsAt, since, paused, progress } = this.dataset
    if (!this.isConnected || paused !== undefined || !(endsAt || since)) return
    const seconds = endsAt ? secondsUntil(endsAt, serverTime()) : -secondsUntil(since, serverTime())
    const text = digits(seconds)
    if (this.textContent !== text) this.textContent = text
    this.toggleAttribute('data-over', seconds < 0)
    if (endsAt) this.near(nearing(seconds), seconds)
    const bar = progress && document.getElementById(progress)
    if (bar) bar.value = bar.max - Math.max(0, seconds)
  }

  /** Shows that the time is nearly out, and says so with `data-signs` when that is reached while somebody looks. */
  near(minutes, seconds) {
    if (minutes === undefined) this.removeAttribute('data-near')
    else if (this.dataset.near !== String(minutes)) this.dataset.near = minutes
    const reached = this.shown !== undefined && minutes !== undefined && this.shown !== minutes && minutes * 60 - seconds < 10
    this.shown = minutes ?? null
    if (!reached || this.dataset.signs === undefined) return
    const text = say(minutes === 1 ? 'minuteLeft' : 'minutesLeft', { n: minutes, title: this.dataset.signs })
    import('./toasts.js').then(({ toast }) => toast(text, undefined, { beside: true }))
    announce(text)
  }
}

/** Writes how long ago each `[data-ago]` is, and shows each `[data-overdue-since]` when its minutes have passed. */
function age() {
  const now = serverTime()
  for (const time of document.querySelectorAll('[data-ago]')) {
    const minutes = minutesSince(time.dataset.ago, now)
    const text = minutes ? say('agoMinutes', { n: minutes }) : say('agoNow')
    if (text && time.textContent !== text) time.textContent = text
  }
  for (const sign of document.querySelectorAll('[data-overdue-since]')) {
    sign.hidden = minutesSince(sign.dataset.overdueSince, now) < Number(sign.dataset.overdueAfter)
  }
  for (const place of document.querySelectorAll('[data-ages]')) {
    place.classList.toggle('is-overdue', Boolean(place.querySelector('[data-overdue-since]:not([hidden])')))
  }
}

const meta = document.querySelector('meta[name=now]')?.content ?? document.querySelector('day-clock[data-now]')?.dataset.now
if (meta) correct(meta)
customElements.define('day-clock', DayClock)
setInterval(() => document.querySelectorAll('day-clock').forEach(clock => clock.tick()), 250)
setInterval(age, 5000)
document.addEventListener('panorama:region', age)
age()
