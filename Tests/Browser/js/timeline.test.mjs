import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pack, stand, timeOf } from '../../../Static/js/models/timeline.js'

const track = { span: 800, rest: 1000, size: 100, gap: 10 }
const roomBefore = times => stand(times, track).places.map(place => place.room)

test('cards stand at their times, and right after each other where there is no room', () => {
  assert.deepEqual(roomBefore([0, 0.5, 1]), [0, 290, 290])
  assert.deepEqual(roomBefore([0.5, 0.5, 0.55]), [400, 0, 0])
})

test('cards without a time stand after the scale', () => {
  assert.deepEqual(roomBefore([0, undefined, undefined]), [0, 890, 0])
})

test('a card knows how far after its time it stands, where it has one', () => {
  const late = times => stand(times, track).places.map(place => place.late)
  assert.deepEqual(late([0, 0.5, 1]), [0, 0, 0])
  assert.deepEqual(late([0.5, 0.5, 0.75, 1]), [0, 110, 20, 0])
  assert.deepEqual(late([0, undefined]), [0, undefined])
})

const paper = { columns: 60, half: 6, aside: 0, slack: 0 }
const packed = (cards, how = {}) => pack(cards.map(([time, span = 12]) => ({ time, span })), { ...paper, ...how })

test('on paper a card stands with its middle at its time, as far as it has room', () => {
  assert.deepEqual(packed([[0], [0.5], [1]]).map(place => place.column), [0, 24, 48])
  assert.deepEqual(packed([[0, 24], [0.75, 24]]).map(place => place.column), [0, 30])
})

test('on paper a card whose time is taken stands below, or after it as far as it may', () => {
  assert.deepEqual(packed([[0], [0], [0.5]]).map(({ row, column }) => [row, column]), [[0, 0], [1, 0], [0, 24]])
  assert.deepEqual(packed([[0], [0], [0]], { slack: 12 }).map(({ row, column }) => [row, column]), [[0, 0], [0, 12], [1, 0]])
})

test('on paper cards without a time stand aside, in rows of their own, and none is wider than its part', () => {
  assert.deepEqual(packed([[1], [], [], []], { aside: 24 }).map(({ row, column }) => [row, column]), [[0, 24], [0, 36], [0, 48], [1, 36]])
  assert.deepEqual(packed([[undefined, 44]], { aside: 24 }), [{ row: 0, column: 36, span: 24 }])
})

test('a track is as long as its cards and the room before them', () => {
  assert.equal(stand([0.5, 1], track).length, 910)
  assert.equal(stand([1, 1], track).length, 1020)
  assert.equal(stand([], track).length, 0)
})

test('a time is as far as it is from the first to the last, and nothing is no time', () => {
  assert.equal(timeOf('2026-04-02', '2026-04-01', '2026-04-05'), 0.25)
  assert.equal(timeOf('2026-04-01', '2026-04-01', '2026-04-01'), 0)
  assert.equal(timeOf('2026-03-30T07:30:00.000Z', '2026-03-30T07:00:00.000Z', '2026-03-30T08:00:00.000Z'), 0.5)
  assert.equal(timeOf(undefined, '2026-04-01', '2026-04-05'), undefined)
})
