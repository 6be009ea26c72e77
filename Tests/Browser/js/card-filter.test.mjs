import assert from 'node:assert/strict'
import { test } from 'node:test'
import { takes } from '../../../Static/js/models/card-filter.js'

const card = { people: ['5', '7'], marker: 'red', done: false }

test('with nothing chosen every card is shown', () => {
  assert.ok(takes({ person: '', marker: '', open: false }, card))
})

test('a card is shown when everything that is chosen holds', () => {
  assert.ok(takes({ person: '7', marker: 'red', open: true }, card))
  assert.ok(!takes({ person: '8', marker: 'red' }, card))
  assert.ok(!takes({ person: '7', marker: 'blue' }, card))
  assert.ok(!takes({ open: true }, { ...card, done: true }))
})
