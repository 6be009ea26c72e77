import { delay } from '../models/backoff.js'
import { showConnection } from './connection.js'
import { correct } from './day-clock.js'

const meta = document.querySelector('meta[name=live]')
const background = document.querySelector('[data-rings]') !== null
/** What draws comes when something is to be drawn. */
const regions = () => import('./regions.js')
const catchingUp = () => import('./catching-up.js')
let stream, attempts = 0, missed = false, watch, beat = 0, hiddenSince = 0, rest, refreshing = null, next = null

if (meta) {
  connect()
  addEventListener('online', reconnect)
  addEventListener('offline', lose)
  addEventListener('pagehide', () => stream?.close())
  addEventListener('pageshow', event => { if (event.persisted) { missed = true; reconnect() } })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) leave()
    else comeBack()
  })
}

/** A page that nobody looks at gives up its stream, since a browser has few of them; one that rings keeps it. */
function leave() {
  hiddenSince = Date.now()
  if (!background) rest = setTimeout(() => { stream?.close(); stream = null; clearTimeout(watch) }, 30000)
}

function comeBack() {
  clearTimeout(rest)
  if (!stream) { missed = true; connect() }
  else if (Date.now() - hiddenSince > 10000) refresh()
}

function connect() {
  stream = new EventSource(meta.content)
  stream.addEventListener('hello', event => welcome(JSON.parse(event.data || '{}')))
  stream.addEventListener('region', event => { listen(); draw(JSON.parse(event.data)) })
  stream.addEventListener('beat', listen)
  stream.addEventListener('reload', reload)
  stream.addEventListener('goodbye', lose)
  stream.onerror = () => { if (stream?.readyState === EventSource.CLOSED) refresh(); lose() }
}

/** The server is there: catch up with what was missed, and deliver what waits. */
function welcome({ version, now, beat: seconds = 0 }) {
  beat = seconds
  listen()
  showConnection(true)
  document.documentElement.dataset.live = 'connected'
  if (now) correct(now)
  if (missed || String(version) !== meta.dataset.version) refresh()
  else attempts = 0
  missed = false
  document.dispatchEvent(new Event('panorama:connected'))
}

async function draw(message) {
  try { (await regions()).apply(message) } catch { lose() }
}

function listen() {
  clearTimeout(watch)
  if (beat) watch = setTimeout(lose, beat * 2500)
}

function lose() {
  if (!stream) return
  stream.close()
  stream = null
  missed = true
  document.documentElement.dataset.live = 'away'
  clearTimeout(watch)
  setTimeout(() => { if (!stream) showConnection(false) }, 1500)
  setTimeout(reconnect, delay(attempts++))
}

function reconnect() {
  if (document.hidden && !background) return
  if (stream && stream.readyState !== EventSource.CLOSED) return
  connect()
}

async function reload() {
  const { isInUse } = await catchingUp()
  if (document.querySelector('main[data-keeps]') || isInUse()) refresh()
  else loadAnew(reload)
}

/** Opens this page anew, or has `again` asked for when what would be lost with it is sent. */
function loadAnew(again) {
  if (document.dispatchEvent(new CustomEvent('panorama:leave', { cancelable: true, detail: again }))) location.reload()
}

/**
 * Fetches this page again and draws what is newer; one that has moved or needs a new sign-in is opened instead.
 * One on its way may have been read too early for whoever asks now, and is followed by another.
 */
export function refresh() {
  if (refreshing) return next ??= refreshing.then(() => { next = null; return refresh() })
  return refreshing = fetchPage().finally(() => { refreshing = null })
}

async function fetchPage() {
  const asked = performance.now()
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, cache: 'no-store', signal: AbortSignal.timeout?.(20000) })
    if ([401, 404].includes(answer.status) || (answer.redirected && new URL(answer.url).pathname !== location.pathname)) return loadAnew(refresh)
    if (!answer.ok) return lose()
    if (stream?.readyState === EventSource.OPEN) attempts = 0
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const now = fresh.querySelector('meta[name=now]')?.content
    if (now) correct(now)
    const { applyPage, fits } = await catchingUp()
    if (!fits(fresh)) return loadAnew(refresh)
    await applyPage(fresh, asked)
    document.dispatchEvent(new Event('panorama:fetched'))
  } catch {
    lose()
  }
}

document.addEventListener('panorama:refresh', refresh)
