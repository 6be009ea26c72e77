import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitted, nudged, shifted, staysAsItIs } from '../../../Static/js/models/photo.js'

test('a picture is made no larger, and its longer side no longer than a screen needs', () => {
  assert.deepEqual(fitted(4000, 3000), { width: 2400, height: 1800 })
  assert.deepEqual(fitted(3000, 4000), { width: 1800, height: 2400 })
  assert.deepEqual(fitted(800, 600), { width: 800, height: 600 })
  assert.deepEqual(fitted(20000, 1), { width: 2400, height: 1 })
})

test('only small pictures of kinds that every browser shows are sent as they are', () => {
  assert.equal(staysAsItIs({ type: 'image/jpeg', size: 900000 }, 1600, 1200), true)
  assert.equal(staysAsItIs({ type: 'image/heic', size: 900000 }, 1600, 1200), false)
  assert.equal(staysAsItIs({ type: 'image/png', size: 2000000 }, 1600, 1200), false)
  assert.equal(staysAsItIs({ type: 'image/jpeg', size: 900000 }, 3000, 1200), false)
})

test('a card is nudged a step at a time and stays on its sheet', () => {
  assert.deepEqual(nudged([{ x: 0.5, y: 0.5 }], 'right'), [{ x: 0.54, y: 0.5 }])
  assert.deepEqual(nudged([{ x: 0.5, y: 0.02 }], 'up'), [{ x: 0.5, y: 0 }])
  assert.deepEqual(nudged([{ x: 0.99, y: 1 }], 'right'), [{ x: 1, y: 1 }])
})

test('the cards of a stack keep their shape, and stop when the first of them is at the edge', () => {
  const stack = [{ x: 0.5, y: 0.2 }, { x: 0.5, y: 0.6 }]
  assert.deepEqual(nudged(stack, 'down'), [{ x: 0.5, y: 0.24 }, { x: 0.5, y: 0.64 }])
  assert.deepEqual(shifted(stack, -0.7, 0.9), [{ x: 0, y: 0.6 }, { x: 0, y: 1 }])
})
