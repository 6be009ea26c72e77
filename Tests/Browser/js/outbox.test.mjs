import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Outbox, lasting, newKey } from '../../../Static/js/models/outbox.js'

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

test('a later version of the same text takes the place and the time of the one not yet sent', () => {
  const outbox = new Outbox()
  outbox.add({ key: 'a', at: 1, source: '/cards/9', body: 'text=one' })
  outbox.add({ key: 'b', at: 2, source: '/cards/8', body: 'text=other' })
  const later = { key: 'c', at: 3, source: '/cards/9', body: 'text=two' }
  assert.equal(outbox.supersede(later).key, 'a')
  assert.deepEqual(outbox.keys, ['c', 'b'])
  assert.equal(later.at, 1)
})

test('what is on its way is never replaced', () => {
  const outbox = new Outbox([{ key: 'a', source: '/cards/9', tried: true }])
  assert.equal(outbox.supersede({ key: 'b', source: '/cards/9' }), undefined)
  assert.deepEqual(outbox.keys, ['a', 'b'])
})

test('what goes on from a text that may have been saved was opened with that text, and otherwise with what that was opened with', () => {
  const first = 'text=one&opened-text=none&marker=red&opened-marker=blue&version=3', second = 'text=two&opened-text=?&marker=red&opened-marker=?&version=9'
  const opened = tried => {
    const outbox = new Outbox()
    outbox.add({ key: 'a', source: '/cards/9', body: first, tried })
    const later = { key: 'b', source: '/cards/9', body: second }
    outbox.follow(later)
    const fields = new URLSearchParams(later.body)
    return [outbox.keys.join(), fields.get('opened-text'), fields.get('opened-marker'), fields.get('version'), fields.get('text')]
  }
  assert.deepEqual(opened(true), ['a,b', 'one', 'red', '9', 'two'])
  assert.deepEqual(opened(false), ['b', 'none', 'blue', '3', 'two'])
})

test('what goes on from a text that was written while names were hidden, and was not sent, gets no name either', () => {
  const outbox = new Outbox()
  outbox.add({ key: 'a', source: '/cards/9', body: 'text=one&unnamed=1' })
  const later = { key: 'b', source: '/cards/9', body: 'text=two' }
  outbox.follow(later)
  assert.equal(later.body, 'text=two&unnamed=1')
})

test('what is made in the same moment, or by a clock that has gone back, is made after all the others', () => {
  const outbox = new Outbox()
  assert.equal(outbox.timeAfterAll(1000), 1000)
  outbox.add({ key: 'a', at: 1000 })
  assert.equal(outbox.timeAfterAll(1000), 1001)
  assert.equal(outbox.timeAfterAll(400), 1001)
})

test('what must not be kept is not stored, and of the rest not the form', () => {
  assert.equal(lasting({ key: 'a', secret: true, body: 'text=hidden' }), null)
  assert.deepEqual(lasting({ key: 'b', form: {} }), { key: 'b' })
})

test('what was refused stays without standing in the way, and is tried again when the page is opened anew', () => {
  const outbox = new Outbox()
  const refused = { key: 'a', source: '/cards/9', body: 'text=mine' }
  outbox.add(refused)
  outbox.add({ key: 'b' })
  assert.equal(outbox.hold('a'), refused)
  assert.equal(outbox.next.key, 'b')
  assert.equal(outbox.supersede({ key: 'c', source: '/cards/9' }), undefined)
  assert.equal(outbox.size, 3)
  assert.equal(new Outbox([lasting(refused)]).next.key, 'a')
  assert.equal(outbox.settle('a'), refused)
  assert.equal(outbox.settle('a'), undefined)
  assert.deepEqual(outbox.keys, ['b', 'c'])
})

test('what was refused for a reason stays held when the page is opened anew, until it is let go once more', () => {
  const outbox = new Outbox([{ key: 'a', held: true, why: 'locked' }, { key: 'b', held: true }])
  assert.deepEqual(outbox.held.map(({ key }) => key), ['a'])
  assert.equal(outbox.next.key, 'b')
  outbox.settle('b')
  assert.equal(outbox.next, undefined)
  assert.equal(outbox.tryAgain('a').key, 'a')
  assert.equal(outbox.next.key, 'a')
})

test('what was last sent to an address is found until it is done or refused', () => {
  const outbox = new Outbox()
  for (const key of ['a', 'b']) outbox.add({ key, action: '/cards/9/dots' })
  outbox.add({ key: 'c', action: '/cards/8/dots' })
  assert.equal(outbox.waitingFor('/cards/9/dots').key, 'b')
  outbox.hold('b')
  assert.equal(outbox.waitingFor('/cards/9/dots').key, 'a')
  outbox.settle('a')
  assert.equal(outbox.waitingFor('/cards/9/dots'), undefined)
})

test('keys are long and differ', () => {
  const keys = new Set(Array.from({ length: 1000 }, () => newKey()))
  assert.equal(keys.size, 1000)
  assert.match([...keys][0], /^[0-9a-f]{32}$/)
})
