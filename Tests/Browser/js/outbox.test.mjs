import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Outbox, newKey } from '../../../Static/js/models/outbox.js'

test('what was done first is sent first', () => {
  const outbox = new Outbox()
  outbox.add({ key: 'a' })
  outbox.add({ key: 'b' })
  assert.equal(outbox.next.key, 'a')
  outbox.settle('a')
  assert.equal(outbox.next.key, 'b')
})

test('the same key waits only once', () => {
  const outbox = new Outbox([{ key: 'a' }])
  assert.equal(outbox.add({ key: 'a' }), false)
  assert.equal(outbox.size, 1)
})

test('a later version of the same text takes the place of the one not yet sent', () => {
  const outbox = new Outbox()
  outbox.add({ key: 'a', source: '/cards/9', body: 'text=one' })
  outbox.add({ key: 'b', source: '/cards/8', body: 'text=other' })
  assert.equal(outbox.supersede({ key: 'c', source: '/cards/9', body: 'text=two' }), 'a')
  assert.deepEqual(outbox.toJSON().map(({ key }) => key), ['c', 'b'])
})

test('what is on its way is never replaced', () => {
  const outbox = new Outbox([{ key: 'a', source: '/cards/9', tried: true }])
  outbox.supersede({ key: 'b', source: '/cards/9' })
  assert.deepEqual(outbox.toJSON().map(({ key }) => key), ['a', 'b'])
})

test('what must not be kept is not in what is stored', () => {
  const outbox = new Outbox()
  outbox.add({ key: 'a', secret: true, body: 'text=hidden' })
  outbox.add({ key: 'b', form: {} })
  assert.deepEqual(outbox.toJSON(), [{ key: 'b' }])
})

test('what was refused stays without standing in the way, and is tried again when the page is opened anew', () => {
  const outbox = new Outbox()
  outbox.add({ key: 'a', source: '/cards/9', body: 'text=mine' })
  outbox.add({ key: 'b' })
  outbox.hold('a')
  assert.equal(outbox.next.key, 'b')
  assert.equal(outbox.supersede({ key: 'c', source: '/cards/9' }), undefined)
  assert.equal(outbox.size, 3)
  assert.equal(new Outbox(JSON.parse(JSON.stringify(outbox))).next.key, 'a')
  outbox.settle('a')
  assert.deepEqual(outbox.keys, ['b', 'c'])
})

test('keys are long and differ', () => {
  const keys = new Set(Array.from({ length: 1000 }, () => newKey()))
  assert.equal(keys.size, 1000)
  assert.match([...keys][0], /^[0-9a-f]{32}$/)
})
