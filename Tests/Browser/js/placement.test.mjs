import assert from 'node:assert/strict'
import { test } from 'node:test'
import { between, neighbourAsSeen, outside, step, stepAsSeen } from '../../../Static/js/models/placement.js'

const lanes = [{ lane: 'vet', items: ['a', 'b', 'c'] }, { lane: 'lurer', items: ['d'] }, { lane: 'gjort', items: [] }]

test('up lands before the one above, and the top stays', () => {
  assert.deepEqual(step(lanes, 'b', 'up'), { lane: 'vet', before: 'a' })
  assert.equal(step(lanes, 'a', 'up'), null)
})

test('down lands before the second below, or last', () => {
  assert.deepEqual(step(lanes, 'a', 'down'), { lane: 'vet', before: 'c' })
  assert.deepEqual(step(lanes, 'b', 'down'), { lane: 'vet', before: null })
  assert.equal(step(lanes, 'c', 'down'), null)
})

test('sideways keeps the height where it can', () => {
  assert.deepEqual(step(lanes, 'a', 'right'), { lane: 'lurer', before: 'd' })
  assert.deepEqual(step(lanes, 'c', 'right'), { lane: 'lurer', before: null })
  assert.deepEqual(step(lanes, 'd', 'right'), { lane: 'gjort', before: null })
  assert.equal(step(lanes, 'a', 'left'), null)
})

test('what is not on the board goes nowhere', () => assert.equal(step(lanes, 'z', 'up'), null))

const box = (left, top) => ({ left, top, right: left + 100, bottom: top + 100 })
const fourfold = [
  { lane: 'viktig', items: ['a'], box: box(0, 0) }, { lane: 'krevende', items: ['b', 'c'], box: box(120, 0) },
  { lane: 'underveis', items: [], box: box(0, 120) }, { lane: 'vente', items: ['d'], box: box(120, 120) },
]

test('by the eye, an arrow goes to the lane that lies there, in past its near end, and nowhere where none is', () => {
  assert.deepEqual(stepAsSeen(fourfold, 'c', 'down'), { lane: 'vente', before: 'd' })
  assert.deepEqual(stepAsSeen(fourfold, 'd', 'up'), { lane: 'krevende', before: null })
  assert.deepEqual(stepAsSeen(fourfold, 'b', 'left'), { lane: 'viktig', before: 'a' })
  assert.deepEqual(stepAsSeen(fourfold, 'a', 'down'), { lane: 'underveis', before: null })
  assert.equal(stepAsSeen(fourfold, 'b', 'right'), null)
  assert.equal(stepAsSeen(fourfold, 'a', 'up'), null)
  assert.deepEqual(stepAsSeen(fourfold, 'b', 'down'), { lane: 'krevende', before: null })
})

test('focus goes by the eye to the nearest card that side, over lanes without any', () => {
  assert.equal(neighbourAsSeen(fourfold, 'd', 'up'), 'c')
  assert.equal(neighbourAsSeen(fourfold, 'c', 'down'), 'd')
  assert.equal(neighbourAsSeen(fourfold, 'b', 'right'), null)
  assert.equal(neighbourAsSeen(fourfold, 'c', 'left'), 'a')
})

test('in tracks, sideways runs along the track and up and down go to the next', () => {
  const tracks = [{ lane: 'saken', items: ['a', 'b'], box: box(0, 0), inRow: true }, { lane: 'tiltak', items: ['c'], box: box(0, 120) }]
  assert.deepEqual(stepAsSeen(tracks, 'a', 'right'), { lane: 'saken', before: null })
  assert.deepEqual(stepAsSeen(tracks, 'b', 'down'), { lane: 'tiltak', before: null })
  assert.equal(stepAsSeen(tracks, 'b', 'right'), null)
  assert.equal(neighbourAsSeen(tracks, 'c', 'up'), 'a')
  assert.deepEqual(stepAsSeen([{ lane: 'tray', items: ['t'] }, ...tracks], 't', 'right'), { lane: 'saken', before: 'a' })
})

test('a lane beside the board is reached by the eye and left by order', () => {
  const around = [{ lane: 'tray', items: ['s', 't'], box: { left: 0, top: -120, right: 220, bottom: -20 }, byOrder: true }, ...fourfold]
  assert.equal(neighbourAsSeen(around, 'b', 'up'), 't')
  assert.equal(neighbourAsSeen(around, 's', 'down'), 't')
  assert.deepEqual(stepAsSeen(around, 't', 'right'), { lane: 'viktig', before: null })
})

test('where all lanes lie under one another, sideways goes by their order as well', () => {
  const column = [{ lane: 'vet', items: ['a'], box: box(0, 0) }, { lane: 'lurer', items: ['b'], box: box(0, 120) }]
  assert.deepEqual(stepAsSeen(column, 'a', 'right'), { lane: 'lurer', before: 'b' })
  assert.deepEqual(stepAsSeen(column, 'a', 'down'), { lane: 'lurer', before: 'b' })
  assert.deepEqual(stepAsSeen(lanes, 'a', 'right'), { lane: 'lurer', before: 'd' })
  assert.equal(stepAsSeen(lanes, 'c', 'down'), null)
})

const stacked = [
  { lane: 'vet', items: ['a', 's1', 's2', 'b'], stacks: [undefined, '9', '9', undefined] },
  { lane: 'lurer', items: ['t1', 't2', 'c'], stacks: ['7', '7', undefined] },
]

test('a step goes over a stack or before it, never into it', () => {
  assert.deepEqual(step(stacked, 'a', 'down'), { lane: 'vet', before: 'b' })
  assert.deepEqual(step(stacked, 'b', 'up'), { lane: 'vet', before: 's1' })
  assert.deepEqual(step(stacked, 's1', 'right'), { lane: 'lurer', before: 't1' })
  assert.deepEqual(step(stacked, 'c', 'left'), { lane: 'vet', before: 's1' })
  assert.deepEqual(step(stacked, 'b', 'right'), { lane: 'lurer', before: null })
  assert.deepEqual(step([stacked[1]], 'c', 'up'), { lane: 'lurer', before: 't1' })
  const seen = stacked.map((lane, index) => ({ ...lane, box: box(120 * index, 0) }))
  assert.deepEqual(stepAsSeen(seen, 'c', 'left'), { lane: 'vet', before: 's1' })
  assert.deepEqual(stepAsSeen(seen, 'a', 'down'), { lane: 'vet', before: 'b' })
})

test('in its own stack a card goes one step, and out of it at the end', () => {
  assert.deepEqual(step(stacked, 's2', 'up'), { lane: 'vet', before: 's1' })
  assert.deepEqual(step(stacked, 's1', 'down'), { lane: 'vet', before: 'b' })
  assert.deepEqual(step(stacked, 's2', 'down'), { lane: 'vet', before: null })
})

test('on a sheet, focus goes by the eye to what lies there, and nowhere where nothing does', () => {
  const sheet = [{ lane: 'ark', items: ['d', 'a', 'c', 'b'], boxes: [box(300, 10), box(0, 0), box(150, 200), box(150, 5)] }]
  const to = (item, ...directions) => directions.map(direction => neighbourAsSeen(sheet, item, direction))
  assert.deepEqual(to('a', 'right', 'down', 'left', 'up'), ['b', 'c', null, null])
  assert.deepEqual(to('b', 'right', 'down', 'left', 'up'), ['d', 'c', 'a', null])
  assert.deepEqual(to('c', 'right', 'down', 'left', 'up'), ['d', null, 'a', 'b'])
  assert.deepEqual(to('d', 'right', 'down', 'left', 'up'), [null, 'c', 'b', null])
})

test('cards on one spot of a sheet are gone through one by one', () => {
  const sheet = [{ lane: 'ark', items: ['a', 'b', 'c'], boxes: [box(0, 0), box(0, 0), box(200, 0)] }]
  assert.equal(neighbourAsSeen(sheet, 'a', 'right'), 'b')
  assert.equal(neighbourAsSeen(sheet, 'b', 'right'), 'c')
  assert.equal(neighbourAsSeen(sheet, 'b', 'left'), 'a')
})

test('in a tray whose cards lie in rows, focus goes to the card that lies there, else by the order', () => {
  const tray = { lane: 'tray', items: ['a', 'b', 'c'], byOrder: true, boxes: [box(0, 0), box(120, 0), box(0, 120)] }
  const around = [tray, { lane: 'vet', items: [] }, { lane: 'lurer', items: ['d'] }]
  assert.equal(neighbourAsSeen(around, 'a', 'right'), 'b')
  assert.equal(neighbourAsSeen(around, 'a', 'down'), 'c')
  assert.equal(neighbourAsSeen(around, 'c', 'up'), 'a')
  assert.equal(neighbourAsSeen(around, 'b', 'up'), 'a')
  assert.equal(neighbourAsSeen(around, 'b', 'right'), 'd')
  assert.deepEqual(stepAsSeen(around, 'a', 'right'), { lane: 'vet', before: null })
})

test('a position lies between its neighbours, or beyond the only one', () => {
  assert.equal(between(1024, 2048), 1536)
  assert.equal(between(undefined, 1024), 0)
  assert.equal(between(1024, undefined), 2048)
  assert.equal(between(undefined, undefined), 1024)
})

test('what is dropped in a stack that is not its own goes past the nearer end of it', () => {
  const stacks = [undefined, '7', '7', '7', '8', '8', undefined]
  assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 7].map(index => outside(stacks, index)), [0, 1, 1, 4, 4, 6, 6, 7])
  assert.equal(outside(stacks, 2, '7'), 2)
})
