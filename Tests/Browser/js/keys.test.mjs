import assert from 'node:assert/strict'
import { test } from 'node:test'
import { meaning } from '../../../Static/js/models/keys.js'
import { neighbourAsSeen } from '../../../Static/js/models/placement.js'

test('arrows go from card to card, and with Shift move the card', () => {
  assert.deepEqual(meaning({ key: 'ArrowLeft' }), { does: 'go', direction: 'left' })
  assert.deepEqual(meaning({ key: 'ArrowDown', shiftKey: true }), { does: 'move', direction: 'down' })
})

test('what the browser and screen readers use is left alone', () => {
  for (const held of ['ctrlKey', 'altKey', 'metaKey']) {
    for (const key of ['ArrowLeft', 'e', 'c', 't', 'n']) assert.equal(meaning({ key, [held]: true }), null)
  }
  for (const key of ['Tab', 'Enter', ' ', 'Home', 'F5', 'q']) assert.equal(meaning({ key }), null)
})

test('undo and redo have the keys they have everywhere, also without letters', () => {
  for (const held of ['ctrlKey', 'metaKey']) {
    assert.equal(meaning({ key: 'z', [held]: true }, false).does, 'undo')
    assert.equal(meaning({ key: 'Z', shiftKey: true, [held]: true }, false).does, 'redo')
    assert.equal(meaning({ key: 'z', altKey: true, [held]: true }), null)
  }
  assert.equal(meaning({ key: 'y', ctrlKey: true }).does, 'redo')
  assert.equal(meaning({ key: 'y', metaKey: true }), null)
})

test('letters can be switched off, arrows stay', () => {
  assert.deepEqual(meaning({ key: 'x' }), { does: 'done' })
  assert.deepEqual(meaning({ key: 'Z', shiftKey: true }), { does: 'redo' })
  assert.deepEqual(meaning({ key: '?', shiftKey: true }), { does: 'plan' })
  for (const key of ['x', 'Z', '?']) assert.equal(meaning({ key, shiftKey: key === 'Z' }, false), null)
  assert.equal(meaning({ key: 'ArrowUp' }, false).does, 'go')
  assert.deepEqual(meaning({ key: 'Escape' }, false), { does: 'close' })
})

test('one goes up and down in a lane, and to the nearest lane that has a card', () => {
  const lanes = [{ items: ['a', 'b', 'c'] }, { items: [] }, { items: ['d'] }]
  assert.equal(neighbourAsSeen(lanes, 'b', 'up'), 'a')
  assert.equal(neighbourAsSeen(lanes, 'c', 'down'), null)
  assert.equal(neighbourAsSeen(lanes, 'c', 'right'), 'd')
  assert.equal(neighbourAsSeen(lanes, 'd', 'left'), 'a')
  assert.equal(neighbourAsSeen(lanes, 'd', 'right'), null)
})
