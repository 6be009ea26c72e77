import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matches } from '../../../Static/js/models/filter.js'

test('every word that is written begins a word of the line', () => {
  const line = 'Anna Karin Berg-Åsen Gruppe 2 · Helse'
  for (const wanted of ['', '  ', 'an', 'ann åse', 'BERG', 'gruppe 2', 'hel anna']) assert.ok(matches(line, wanted), wanted)
  for (const wanted of ['nna', 'anna berit', 'gruppe 3', 'x']) assert.ok(!matches(line, wanted), wanted)
})

test('accents do not count', () => {
  assert.ok(matches('André Noël', 'andre'))
})
