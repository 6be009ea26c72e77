import assert from 'node:assert/strict'
import { test } from 'node:test'
import { delay } from '../../../Static/js/models/backoff.js'
import { digits, minutesSince, nearing, secondsUntil, skew } from '../../../Static/js/models/clock.js'
import { withWaiting } from '../../../Static/js/models/title.js'

test('a machine whose clock is wrong still shows the right time left', () => {
  const wrong = Date.parse('2026-03-30T08:00:00Z')
  const offset = skew('2026-03-30T08:02:30Z', wrong)
  assert.equal(secondsUntil('2026-03-30T08:12:30Z', wrong + offset), 600)
})

test('the clock reads in minutes, in hours and in overtime', () => {
  assert.equal(digits(1450), '24:10')
  assert.equal(digits(9), '00:09')
  assert.equal(digits(3725), '1:02:05')
  assert.equal(digits(-30), '+0:30')
})

test('waiting is counted in whole minutes and never below none', () => {
  assert.equal(minutesSince('2026-03-30T08:00:00Z', Date.parse('2026-03-30T08:04:59Z')), 4)
  assert.equal(minutesSince('2026-03-30T08:00:00Z', Date.parse('2026-03-30T07:59:00Z')), 0)
})

test('reconnecting waits longer each time, never beyond half a minute, and not all at once', () => {
  assert.equal(delay(0, () => 1), 500)
  assert.equal(delay(0, () => 0), 250)
  assert.equal(delay(3, () => 1), 4000)
  assert.equal(delay(20, () => 1), 30000)
})

test('the title counts those who wait, once', () => {
  assert.equal(withWaiting('Kontakter', 2), '(2) Kontakter')
  assert.equal(withWaiting('(2) Kontakter', 3), '(3) Kontakter')
  assert.equal(withWaiting('(2) Kontakter', 0), 'Kontakter')
})

test('a clock shows a sign when five minutes are left and when one is, and none in overtime', () => {
  assert.deepEqual([301, 300, 61, 60, 1, 0, -5].map(nearing), [undefined, 5, 5, 1, 1, undefined, undefined])
})
