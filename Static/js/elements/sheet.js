import './paper.js'
import { textOf } from './regions.js'
import { layOnPaper } from './timeline.js'

const mm = 96 / 25.4, room = 272 * mm, steps = [1, 0.9, 0.8, 0.7], smallest = 0.67, divided = 0.8, long = 120, longest = 280, tall = 12

/**
 * A board on paper is made smaller, as far as it can still be read, until it fits on one sheet. If it never does, the tray is laid on
 * sheets of its own after it, and what does not fit then goes over several.
 */
class Sheet {
  constructor(sheet) {
    this.sheet = sheet
    this.size = Number(getComputedStyle(sheet).getPropertyValue('--size'))
    this.tray = sheet.querySelector('.tray')
    this.lists = listsOf(sheet)
    this.cards = this.lists.map(list => [...list.children])
    this.sheets = [sheet]
    for (const card of this.cards.flat()) {
      const text = textOf(card)
      card.classList.toggle('is-long', text.length > long)
      card.classList.toggle('is-longest', text.length > longest)
      card.classList.toggle('is-tall', text.split('\n').length > tall)
    }
  }

  lay() {
    this.gather()
    if (![0, 0.25, 1].some(share => this.holdsOnScale(share)) && !this.holds(this.sheet)) {
      if (this.tray) this.layTrayApart()
      this.sheets = this.sheets.flatMap(sheet => this.holds(sheet) ? [sheet] : this.divide(sheet))
    }
    number(document.querySelectorAll('.boardpaper__sheet'))
  }

  holds(sheet) {
    const sizes = steps.filter(step => step * this.size >= smallest)
    const tries = [false, true].flatMap(isDense => sizes.map(step => ({ step, isDense })))
    return tries.some(({ step, isDense }) => { this.make(sheet, step, isDense); return fits(sheet) })
  }

  make(sheet, step, isDense) {
    sheet.style.setProperty('--fit', step)
    sheet.classList.toggle('is-dense', isDense)
    if (isFree(sheet)) this.spread()
  }

  gather() {
    if (this.tray) this.sheet.querySelector('.boardframe').prepend(this.tray)
    for (const other of this.sheets.splice(1)) other.remove()
    this.lists.forEach((list, index) => list.append(...this.cards[index]))
    for (const card of this.cards.flat()) card.style.removeProperty('inset-block-start')
    for (const list of this.lists) list.style.removeProperty('min-block-size')
  }

  /** The cards of a timeline that has much at one time stand as far after that as they must; at last they only keep their order. */
  holdsOnScale(share) {
    const board = this.sheet.querySelector('.board--timeline')
    if (!board) return false
    if (!layOnPaper(board, share)) return false
    if (this.holds(this.sheet)) return true
    board.classList.remove('is-scaled')
    return false
  }

  layTrayApart() {
    const apart = blankOf(this.sheet)
    apart.querySelector('.boardframe').replaceChildren(this.tray)
    this.sheet.after(apart)
    this.sheets.push(apart)
  }

  /** The sheets that all of one goes over. */
  divide(sheet) {
    this.make(sheet, Math.max(divided, smallest / this.size), true)
    if (isFree(sheet)) return this.cut(sheet)
    const waiting = listsOf(sheet).map(list => inStacks([...list.children]))
    for (const list of listsOf(sheet)) list.replaceChildren()
    const blank = blankOf(sheet)
    for (const sheets = [sheet]; ; sheets.push(after(sheets.at(-1), blank))) {
      this.fill(listsOf(sheets.at(-1)), waiting, sheets.at(-1))
      if (!waiting.some(stacks => stacks.length)) return sheets
    }
  }

  /** The fields take a card each in turn, until none of them has room for its next one. A sheet that is bare takes whatever comes, made wide if it must be. */
  fill(lists, waiting, sheet) {
    let isBare = true
    for (let open = lists.map((_, index) => index); open.length;) {
      open = open.filter(index => {
        const stack = waiting[index].shift()
        if (!stack) return false
        lists[index].append(...stack)
        const isTooTall = isBare && stack.length === 1 && !fits(sheet)
        if (isTooTall) stack[0].classList.add('is-wide')
        if (isTooTall || fits(sheet)) { isBare = false; return true }
        for (const card of stack) card.remove()
        waiting[index].unshift(...isBare ? stack.map(card => [card]) : [stack])
        return isBare
      })
    }
  }

  /** On free paper, cards that say more than on the board make room below them; what was laid over another there stays so. */
  spread() {
    const cards = this.cards.flat().filter(card => card.closest('.board--free'))
    for (const card of cards) card.style.removeProperty('inset-block-start')
    const places = cards.map(placeOf), pairs = cards.flatMap((_, one) => cards.map((_, other) => [one, other])).filter(([one, other]) => one < other)
    this.laidOver ??= new Set(pairs.filter(([one, other]) => meets(places[one], places[other])).map(String))
    const inOrder = [...places.keys()].sort((one, other) => places[one].top - places[other].top)
    inOrder.forEach((one, index) => {
      for (const other of inOrder.slice(0, index)) {
        if (this.laidOver.has(String([one, other].sort((a, b) => a - b))) || !meets(places[one], places[other])) continue
        const down = places[other].end + 8 - places[one].top
        places[one].top += down
        places[one].end += down
        cards[one].style.setProperty('inset-block-start', `${places[one].top}px`)
      }
    })
  }

  /** Free paper is cut across, between its cards, which keep their places beside each other. */
  cut(sheet) {
    const [list] = listsOf(sheet), cards = [...list.children]
    const high = room / stepOf(sheet) - (sheet.scrollHeight - list.offsetHeight) - 4
    const places = new Map(cards.map(card => [card, placeOf(card)]))
    let left = [...cards].sort((one, other) => places.get(one).top - places.get(other).top)
    list.replaceChildren()
    const blank = blankOf(sheet)
    for (const sheets = [sheet]; ; sheets.push(after(sheets.at(-1), blank))) {
      const start = places.get(left[0]).top, [place] = listsOf(sheets.at(-1))
      const here = left.filter((card, index) => !index || places.get(card).end - start <= high)
      for (const card of here) card.style.setProperty('inset-block-start', `${places.get(card).top - start}px`)
      place.style.setProperty('min-block-size', `${high}px`)
      place.append(...cards.filter(card => here.includes(card)))
      left = left.filter(card => !here.includes(card))
      if (!left.length) return sheets
    }
  }

  /** Holds the cards to saying what the drawn lines cannot tell here. False when nothing is new. */
  say() {
    const unsaid = this.sheets.flatMap(sheet => [...sheet.querySelectorAll('.card__thread:not(.is-said, .is-drawn)')])
    for (const thread of unsaid) thread.classList.add('is-said')
    return unsaid.length > 0
  }
}

function stepOf(sheet) { return Number(sheet.style.getPropertyValue('--fit')) }

function fits(sheet) { return sheet.scrollHeight * stepOf(sheet) <= room }

function isFree(sheet) { return sheet.querySelector('.board--free') !== null }

function after(last, blank) {
  const sheet = blank.cloneNode(true)
  last.after(sheet)
  return sheet
}

function number(sheets) {
  sheets.forEach((sheet, index) => {
    const part = sheet.querySelector('[data-part]')
    part.dataset.part ||= part.textContent
    part.textContent = part.dataset.part.replace(':n', index + 1).replace(':of', sheets.length)
    part.hidden = sheets.length === 1
  })
}

function listsOf(sheet) { return [...sheet.querySelectorAll('.lane__cards')] }

function placeOf({ offsetTop: top, offsetLeft: left, offsetHeight, offsetWidth }) {
  return { top, left, end: top + offsetHeight, side: left + offsetWidth }
}

function meets(one, other) { return one.top < other.end && one.end > other.top && one.left < other.side && one.side > other.left }

function inStacks(cards) {
  const stacks = []
  for (const card of cards) {
    const { stack } = card.dataset
    if (stack && stacks.at(-1)?.[0].dataset.stack === stack) stacks.at(-1).push(card)
    else stacks.push([card])
  }
  return stacks
}

/** The sheet as it is, without what may stand once on a page only. */
function blankOf(sheet) {
  const blank = sheet.cloneNode(true)
  for (const element of [blank, ...blank.querySelectorAll('[id]')]) element.removeAttribute('id')
  delete blank.dataset.fit
  for (const lane of blank.querySelectorAll('.lane, .tray')) lane.removeAttribute('aria-labelledby')
  blank.querySelector('.threads')?.remove()
  return blank
}

function frame() { return new Promise(requestAnimationFrame) }

/** Lines follow the cards, and what is said on cards takes room: the sheets are laid anew until both agree. */
async function lay(element) {
  const sheet = new Sheet(element)
  do {
    sheet.lay()
    document.dispatchEvent(new CustomEvent('panorama:moved'))
    await frame()
    await frame()
  } while (sheet.say())
  element.dataset.fit = 'done'
}

/** Once its lines have been drawn, which takes their words off the cards. */
requestAnimationFrame(() => document.querySelectorAll('[data-fit]').forEach(lay))
