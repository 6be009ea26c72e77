import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Departed, indexAt, isNewer } from '../../../Static/js/models/region.js'

test('only a higher version replaces what is there', () => {
  assert.ok(isNewer(4, 3))
  assert.ok(!isNewer(3, 3))
  assert.ok(!isNewer(2, 3))
  assert.ok(isNewer(1, undefined))
})

test('a card lands by its position, after its equals', () => {
  assert.equal(indexAt(1500, [1000, 2000, 3000]), 1)
  assert.equal(indexAt(500, [1000]), 0)
  assert.equal(indexAt(1000, [1000, 2000]), 1)
  assert.equal(indexAt(9000, []), 0)
})

test('a late message does not bring back what was taken down, a restoration does', () => {
  const departed = new Departed()
  departed.note('card-9', 4)
  assert.ok(departed.outlives('card-9', 3))
  assert.ok(departed.outlives('card-9', 4))
  assert.ok(!departed.outlives('card-9', 5))
  assert.ok(!departed.outlives('card-8', 1))
})
