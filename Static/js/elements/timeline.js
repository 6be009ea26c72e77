import { pack, stand, timeOf } from '../models/timeline.js'

const em = parseFloat(getComputedStyle(document.documentElement).fontSize)
const room = 42 * em, size = 12 * em, columns = 60
const led = new WeakMap()
let waiting = false

/** Where there is room, the cards of a timeline stand below their times on its scale. Without script they stand in the same order, close together. */
function layAll() {
  waiting = false
  for (const scale of document.querySelectorAll('.room .board--timeline > .scale')) lay(scale, scale.parentElement)
  document.dispatchEvent(new Event('panorama:laid'))
}

function later() {
  if (waiting) return
  waiting = true
  requestAnimationFrame(layAll)
}

function lay(scale, board) {
  const isLaid = scale.dataset.first !== undefined && board.clientWidth >= room
  board.classList.toggle('is-scaled', isLaid)
  if (!isLaid) return
  const { tracks, times } = tracksOf(board, scale)
  const list = board.querySelector('[data-flow=row]'), style = getComputedStyle(list)
  const gap = parseFloat(style.columnGap), rest = list.clientWidth - parseFloat(style.paddingInlineEnd) - gap - size
  const span = times.flat().includes(undefined) ? rest - size - gap : rest
  const stands = times.map(of => stand(of, { span, rest, size, gap }))
  board.style.setProperty('--span', `${span}px`)
  board.style.setProperty('--length', `${Math.max(...stands.map(({ length }) => length)) + parseFloat(style.paddingInlineEnd)}px`)
  tracks.forEach((cards, track) => cards.forEach((card, index) => {
    const { room, late } = stands[track].places[index]
    card.style.setProperty('--before', `${room}px`)
    card.style.setProperty('--late', `${late ?? 0}px`)
    card.classList.toggle('is-timeless', late === undefined)
  }))
}

/** The cards of each track, and when each is. */
function tracksOf(board, scale) {
  const tracks = [...board.querySelectorAll('[data-flow=row]')].map(list => [...list.querySelectorAll(':scope > .card:not(.is-filtered)')])
  const times = tracks.map(cards => cards.map(card => timeOf(momentOf(leader(card, cards), scale), scale.dataset.first, scale.dataset.last)))
  return { tracks, times }
}

/** On paper, where nothing is scrolled, cards stand below their times too, and below those that stand there already, or a share of the line after them; false without a scale. */
export function layOnPaper(board, share) {
  const scale = board.querySelector(':scope > .scale')
  if (scale?.dataset.first === undefined) return false
  const { tracks, times } = tracksOf(board, scale)
  const column = board.querySelector('[data-flow=row]').clientWidth / columns, wide = ems => Math.min(columns, Math.ceil(ems * em / column))
  const all = times.flat(), timeless = all.filter(time => time === undefined).length
  const usual = wide(12), half = usual / 2, aside = timeless ? usual * Math.min(Math.max(Math.round(columns / usual * timeless / all.length), 1), 3) : 0
  for (const [name, size] of Object.entries({ '--half': half, '--span': columns - aside - usual })) board.style.setProperty(name, `${size / columns * 100}%`)
  board.classList.add('is-scaled')
  tracks.forEach((cards, track) => {
    const spans = cards.map(card => wide(card.matches('.is-longest, .is-tall') ? 44 : card.matches('.is-long') ? 24 : 12))
    const places = pack(spans.map((span, index) => ({ time: times[track][index], span })), { columns, half, aside, slack: Math.round(share * columns) })
    places.forEach(({ row, column, span }, index) => { cards[index].style.gridArea = `${row + 1} / ${column + 1} / auto / span ${span}` })
  })
  return true
}

/** Where one track is scrolled, the others and the scale go along. What a track that was led tells of itself is no news. */
function follow({ target }) {
  const board = target.matches?.('[data-flow=row]') && target.closest('.board--timeline.is-scaled')
  if (!board || led.get(target) === target.scrollLeft) return
  led.delete(target)
  board.style.setProperty('--scrolled', `${target.scrollLeft}px`)
  for (const track of board.querySelectorAll('[data-flow=row]')) {
    if (track === target) continue
    track.scrollLeft = target.scrollLeft
    led.set(track, track.scrollLeft)
  }
}

/** The card that tells when: of a stack, the first. */
function leader(card, cards) {
  const { stack } = card.dataset
  return stack ? cards.find(other => other.dataset.stack === stack) : card
}

function momentOf(card, scale) {
  return scale.matches('.scale--written') ? card.querySelector('.card__at')?.dataset.at : card.dataset.due
}

document.addEventListener('panorama:region', ({ detail: { element } }) => {
  if (element?.closest?.('.board--timeline') || element?.querySelector?.('.board--timeline')) layAll()
})
document.addEventListener('panorama:filtered', layAll)
document.addEventListener('panorama:moved', later)
document.addEventListener('scroll', follow, { capture: true, passive: true })
const watch = new ResizeObserver(later)
for (const board of document.querySelectorAll('.room [data-board]')) watch.observe(board)
layAll()
