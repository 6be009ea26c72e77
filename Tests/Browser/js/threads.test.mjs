import assert from 'node:assert/strict'
import { test } from 'node:test'
import { line } from '../../../Static/js/models/threads.js'

const card = (x, y) => ({ x, y, width: 100, height: 50 })

test('a line goes from the edge that faces the other card, with its word halfway', () => {
  assert.deepEqual(line(card(0, 0), card(300, 100)), { path: 'M100 25 C200 25 200 125 300 125', word: { x: 200, y: 75 } })
  assert.match(line(card(300, 100), card(0, 0)).path, /^M300 125 .* 100 25$/)
})

test('two cards below each other are tied at their sides, outside what lies between them', () => {
  const { path, word } = line(card(0, 0), card(0, 200))
  assert.equal(path, 'M100 25 C118 25 118 225 100 225')
  assert.deepEqual(word, { x: 108, y: 125 })
})
