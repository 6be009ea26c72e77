import assert from 'node:assert/strict'
import { test } from 'node:test'
import { News, kindOf } from '../../../Static/js/models/news.js'

const say = (kind, values) => `${kind} ${Object.values(values ?? {}).join(' ')}`.trim()
const card = { list: 'lane-1', text: 'Ring', done: false, position: '1', locked: false, remarks: 0, leads: [], threads: '' }

test('a card that comes, goes, changes lane, text or state is told as that', () => {
  assert.equal(kindOf(null, card), 'added')
  assert.equal(kindOf(card, null), 'taken')
  assert.equal(kindOf(card, { ...card, list: 'lane-2', position: '9' }), 'moved')
  assert.equal(kindOf(card, { ...card, position: '2' }), 'moved')
  assert.equal(kindOf(card, { ...card, text: 'Ring i dag' }), 'changed')
  assert.equal(kindOf(card, { ...card, done: true }), 'done')
  assert.equal(kindOf({ ...card, done: true }, card), 'undone')
  assert.equal(kindOf(card, { ...card, face: 'Ansvarlig: Anna' }), 'changed')
})

test('a card that is locked, stacked, remarked on or tied is told as that, a thread by the card that it leads from', () => {
  const told = (change, from = card) => kindOf(from, { ...from, ...change })
  assert.equal(told({ locked: true }), 'locked')
  assert.equal(told({ locked: false }, { ...card, locked: true }), 'unlocked')
  assert.equal(told({ stack: '7', position: '2' }), 'stacked')
  assert.equal(told({ stack: undefined }, { ...card, stack: '7' }), 'unstacked')
  assert.equal(told({ remarks: 1 }), 'remarked')
  assert.equal(told({ remarks: 1 }, { ...card, remarks: 2 }), 'unremarked')
  const tied = { leads: ['2 fordi'], threads: '2 fordi Søk' }
  assert.equal(told(tied), 'tied')
  assert.equal(told({ leads: ['2 derfor'], threads: '2 derfor Søk' }, { ...card, ...tied }), 'tied')
  assert.equal(told({ leads: [], threads: '' }, { ...card, ...tied }), 'untied')
  assert.equal(told({ threads: '1 fordi Ring' }), null)
})

test('a stack that gets a name, or loses it, is told as that by its cards, and one that goes into a stack with a name is stacked', () => {
  const stacked = { ...card, stack: '7', name: '' }
  assert.equal(kindOf(stacked, { ...stacked, name: 'Helse', face: 'Helse' }), 'named')
  assert.equal(kindOf({ ...stacked, name: 'Helse' }, stacked), 'unnamed')
  assert.equal(kindOf(card, { ...stacked, name: 'Helse' }), 'stacked')
  assert.equal(kindOf({ ...stacked, name: 'Helse' }, card), 'unstacked')
})

test('a card that looks as it did, or only makes room in its stack, is told as nothing', () => {
  const stacked = { ...card, stack: '7', position: '1024' }
  assert.equal(kindOf(card, { ...card }), null)
  assert.equal(kindOf(stacked, { ...stacked, position: '1536' }), null)
  assert.equal(kindOf({ ...stacked, follows: 'card-3' }, { ...stacked, follows: 'card-3', position: '1536' }), null)
  assert.equal(kindOf(stacked, { ...stacked, follows: 'card-3', position: '2048' }), 'moved')
  assert.equal(kindOf(card, { ...card, position: '2048' }), 'moved')
})

test('what is nothing is not told', () => {
  const news = new News()
  news.note('card-1', null, {})
  assert.equal(news.size, 0)
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

test('much of what has no number of its own is told as changed', () => {
  const news = new News()
  for (const [number, kind] of ['locked', 'tied', 'changed', 'stacked'].entries()) news.note(`card-${number}`, kind, {})
  assert.deepEqual(news.take(say), ['changedMany 4'])
})

test('one card is one piece of news: new however it was moved, and nothing when it came and went', () => {
  const news = new News()
  for (const kind of ['added', 'moved', 'changed']) news.note('card-1', kind, { card: kind })
  for (const kind of ['added', 'taken']) news.note('card-2', kind, {})
  for (const kind of ['moved', 'changed']) news.note('card-3', kind, { card: 'x' })
  for (const kind of ['taken', 'returned']) news.note('card-4', kind, {})
  for (const kind of ['returned', 'moved']) news.note('card-5', kind, { card: 'y' })
  assert.deepEqual(news.take(say), ['added changed', 'changed x', 'returned y'])
})
