import assert from 'node:assert/strict'
import { test } from 'node:test'
import { between, step } from '../../../Static/js/models/placement.js'

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

test('a position lies between its neighbours, or beyond the only one', () => {
  assert.equal(between(1024, 2048), 1536)
  assert.equal(between(undefined, 1024), 0)
  assert.equal(between(1024, undefined), 2048)
  assert.equal(between(undefined, undefined), 1024)
})
