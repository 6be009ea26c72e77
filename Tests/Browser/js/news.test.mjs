import assert from 'node:assert/strict'
import { test } from 'node:test'
import { News, kindOf } from '../../../Static/js/models/news.js'

const say = (kind, values) => `${kind} ${Object.values(values ?? {}).join(' ')}`.trim()
const card = { list: 'lane-1', text: 'Ring', done: false, position: '1' }

test('a card that comes, goes, changes lane, text or state is told as that', () => {
  assert.equal(kindOf(null, card), 'added')
  assert.equal(kindOf(card, null), 'taken')
  assert.equal(kindOf(card, { ...card, list: 'lane-2', position: '9' }), 'moved')
  assert.equal(kindOf(card, { ...card, position: '2' }), 'moved')
  assert.equal(kindOf(card, { ...card, text: 'Ring i dag' }), 'changed')
  assert.equal(kindOf(card, { ...card, done: true }), 'done')
  assert.equal(kindOf({ ...card, done: true }, card), 'undone')
  assert.equal(kindOf(card, { ...card }), 'changed')
})

test('little is told one by one, and only once', () => {
  const news = new News()
  news.note('card-1', 'added', { card: 'Ring' })
  news.note('card-2', 'moved', { card: 'Søk' })
  assert.deepEqual(news.take(say), ['added Ring', 'moved Søk'])
  assert.deepEqual(news.take(say), [])
})

test('much is told as numbers, but who the contact person is always in full', () => {
  const news = new News()
  for (let number = 0; number < 40; number++) news.note(`card-${number}`, number % 4 ? 'moved' : 'added', {})
  news.note('contact-person', 'said', { sentence: 'Brukerkontakt: Anna' })
  assert.deepEqual(news.take(say), ['addedMany 10', 'movedMany 30', 'Brukerkontakt: Anna'])
})

test('one card is one piece of news: new however it was moved, and nothing when it came and went', () => {
  const news = new News()
  for (const kind of ['added', 'moved', 'changed']) news.note('card-1', kind, { card: kind })
  for (const kind of ['added', 'taken']) news.note('card-2', kind, {})
  for (const kind of ['moved', 'changed']) news.note('card-3', kind, { card: 'x' })
  assert.deepEqual(news.take(say), ['added changed', 'changed x'])
})
