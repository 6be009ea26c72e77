import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pathOf, tied } from '../../../Static/js/models/threads.js'

const box = (x, y, width = 190, height = 100) => ({ x, y, width, height })
const sheet = { width: 840, height: 900 }
const word = { width: 70, height: 18 }

/** Numbers from 0 to 1 that are the same every time. */
function chance(seed) {
  let state = seed * 2654435761 >>> 0
  return () => { state = (state * 1664525 + 1013904223) >>> 0; return state / 2 ** 32 }
}

/** Twelve cards as each layout lays them. */
const layouts = {
  lanes: next => [0, 1, 2, 3].flatMap(lane => {
    let y = 40
    return [0, 1, 2].map(() => { const card = box(lane * 206 + 8, y, 190, 70 + next() * 120); y += card.height + 12; return card })
  }),
  timeline: next => [0, 1, 2].flatMap(track => {
    let x = 20
    return [0, 1, 2, 3].map(() => { x += next() * 40; const card = box(x, 40 + track * 260, 150, 70 + next() * 90); x += 160; return card })
  }),
  person: next => [0, 1, 2].flatMap(row => [0, 1, 2].flatMap(column => {
    if (row === 1 && column === 1) return []
    const cards = [box(column * 280 + 12, row * 300 + 40, 250, 70 + next() * 50)]
    return row === 1 || column === 1 ? [...cards, box(column * 280 + 12, row * 300 + 172, 250, 70)] : cards
  })).slice(0, 12),
  free: next => Array.from({ length: 12 }, () => box(next() * 640, next() * 760, 190, 80 + next() * 60)),
}

function eight(next, count) {
  return Array.from({ length: 8 }, (_, index) => {
    const from = Math.floor(next() * count)
    return { from, to: (from + 1 + Math.floor(next() * (count - 1))) % count, word: index % 4 ? word : undefined }
  })
}

/** Whether any part of the line, looked at every half pixel, is over the box. */
function isOver(line, { x, y, width, height }) {
  return line.slice(1).some((end, index) => {
    const start = line[index], count = Math.ceil(Math.hypot(end.x - start.x, end.y - start.y) * 2)
    return Array.from({ length: count + 1 }, (_, step) => step / count || 0).some(t => {
      const [px, py] = [start.x + (end.x - start.x) * t, start.y + (end.y - start.y) * t]
      return px > x && px < x + width && py > y && py < y + height
    })
  })
}

/** All that the pen draws of a line, its tip too. */
function strokes(line) {
  return pathOf(line).split('M').slice(1).map(stroke => stroke.split('L').map(point => { const [x, y] = point.split(' ').map(Number); return { x, y } }))
}

function meets(a, b) { return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height }

function wordBox({ word: at }, { width, height }) { return { x: at.x - width / 2, y: at.y - height / 2, width, height } }

for (const [layout, lay] of Object.entries(layouts)) {
  test(`${layout}: no line is over a card and no word covers a card or another word, wherever twelve cards and eight threads are`, () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const next = chance(seed), cards = lay(next), threads = eight(next, cards.length)
      const drawn = tied(threads, cards, sheet)
      const words = drawn.map((line, index) => line.word && wordBox(line, threads[index].word)).filter(Boolean)
      for (const card of cards) {
        assert.ok(!drawn.some(line => strokes(line).some(stroke => isOver(stroke, card))), `${layout} ${seed}: a line is over a card`)
        assert.ok(!words.some(box => meets(box, card)), `${layout} ${seed}: a word covers a card`)
      }
      words.forEach((one, at) => assert.ok(!words.slice(at + 1).some(other => meets(one, other)), `${layout} ${seed}: words lie on each other`))
    }
  })
}

test('two cards beside each other are tied from edge to edge, with the word halfway', () => {
  const [{ lines, word: at }] = tied([{ from: 0, to: 1, word }], [box(0, 100), box(400, 100)], sheet)
  assert.equal(lines.length, 1)
  assert.deepEqual([lines[0][0], lines[0].at(-1)].map(({ x, y }) => [Math.round(x), y]), [[191, 150], [399, 150]])
  assert.ok(Math.abs(at.x - 295) < 8 && Math.abs(at.y - 150) < 1)
})

test('cards two lanes apart are tied through a gap between those in the lane between, seen all the way', () => {
  const between = [box(206, 40), box(206, 152), box(206, 264)]
  for (const y of [40, 152, 264]) {
    const [{ lines }] = tied([{ from: 0, to: 1 }], [box(0, y), box(412, 152), ...between], sheet)
    assert.equal(lines.length, 1, `from ${y}`)
  }
})

test('cards two tracks apart are tied through a gap between those in the track between', () => {
  const between = [box(0, 200), box(202, 200), box(404, 200)]
  const [{ lines }] = tied([{ from: 0, to: 1 }], [box(210, 40), box(210, 360), ...between], sheet)
  assert.equal(lines.length, 1)
})

test('where there is no way round, the line goes beneath and comes out again', () => {
  const [{ lines }] = tied([{ from: 0, to: 1 }], [box(0, 40), box(500, 40), box(230, 0, 200, 900)], sheet)
  assert.equal(lines.length, 2)
})

test('a word that has no room on the line has no place, and one that has room aside the middle is there', () => {
  const tight = [box(0, 0, 400, 900), box(416, 0, 424, 900)]
  assert.equal(tied([{ from: 0, to: 1, word }], tight, sheet)[0].word, null)
  const cards = [box(0, 100), box(600, 100), box(300, 60, 190, 180)]
  const [line] = tied([{ from: 0, to: 1, word }], cards, sheet)
  assert.ok(line.word && cards.every(card => !meets(wordBox(line, word), card)))
})

test('what is kept clear is neither crossed nor covered', () => {
  const title = box(300, 140, 60, 20)
  const [line] = tied([{ from: 0, to: 1, word }], [box(0, 100), box(500, 100)], { ...sheet, kept: [title] })
  assert.ok(!line.lines.some(part => isOver(part, title)) && line.word && !meets(wordBox(line, word), title))
})

test('a line that nobody would see is not drawn', () => {
  const [line] = tied([{ from: 0, to: 1, word }], [box(100, 100), box(320, 100), box(0, 0, 840, 900)], sheet)
  assert.deepEqual(line, { lines: [], tip: [], word: null })
})

test('a line has a tip where it ends, if that is seen', () => {
  const [line] = tied([{ from: 0, to: 1 }], [box(0, 100), box(400, 100)], sheet)
  assert.match(pathOf(line), /^M191 150L.*399 150M392 146.2L399 150L392 153.8$/)
  assert.equal(pathOf({ lines: [], tip: [] }), '')
})

test('two that lead each its own way between the same cards are two lines beside each other, each with its word', () => {
  for (const cards of [[box(0, 40), box(600, 60)], [box(100, 40), box(110, 500)]]) {
    const [there, back] = tied([{ from: 0, to: 1, word }, { from: 1, to: 0, word }], cards, sheet)
    const ends = [there.lines[0][0], back.lines.at(-1).at(-1)]
    assert.ok(Math.hypot(ends[0].x - ends[1].x, ends[0].y - ends[1].y) > 10, pathOf(there) + pathOf(back))
    assert.ok(there.word && back.word && (Math.abs(there.word.x - back.word.x) >= 70 || Math.abs(there.word.y - back.word.y) >= 18))
  }
})
