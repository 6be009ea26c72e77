import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roomBefore, timeOf } from '../../../Static/js/models/timeline.js'

const track = { span: 800, rest: 1000, size: 100, gap: 10 }

test('cards stand at their times, and right after each other where there is no room', () => {
  assert.deepEqual(roomBefore([0, 0.5, 1], track), [0, 290, 290])
  assert.deepEqual(roomBefore([0.5, 0.5, 0.55], track), [400, 0, 0])
})

test('cards without a time stand after the scale', () => {
  assert.deepEqual(roomBefore([0, undefined, undefined], track), [0, 890, 0])
})

test('a time is as far as it is from the first to the last, and nothing is no time', () => {
  assert.equal(timeOf('2026-04-02', '2026-04-01', '2026-04-05'), 0.25)
  assert.equal(timeOf('2026-04-01', '2026-04-01', '2026-04-01'), 0)
  assert.equal(timeOf('2026-03-30T07:30:00.000Z', '2026-03-30T07:00:00.000Z', '2026-03-30T08:00:00.000Z'), 0.5)
  assert.equal(timeOf(undefined, '2026-04-01', '2026-04-05'), undefined)
})
