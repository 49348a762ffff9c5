import { expect, test } from 'vitest'
import type { Person } from '../../../domain/access.ts'
import { createDoor } from '../../../main/access/door.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

const ada: Person = { name: 'Ada', role: 'operator' }

function setUp() {
  const clock = createVirtualClock()
  return { clock, door: createDoor({ clock }) }
}

test('a token opens one session and is spent', () => {
  const { door } = setUp()
  const token = door.issue(ada)
  const session = door.openSession(token) ?? ''
  expect(door.personOfSession(session)).toEqual(ada)
  expect(door.openSession(token)).toBeUndefined()
  expect(door.personOfToken(token)).toBeUndefined()
})

test('a token first used by a WebSocket stays good for WebSockets and opens no page', () => {
  const { door } = setUp()
  const token = door.issue(ada)
  expect(door.personOfToken(token)).toEqual(ada)
  expect(door.personOfToken(token)).toEqual(ada)
  expect(door.openSession(token)).toBeUndefined()
})

test('tokens and sessions do not stand for each other, and guesses for nothing', () => {
  const { door } = setUp()
  const token = door.issue(ada)
  expect(door.personOfSession(token)).toBeUndefined()
  const session = door.openSession(token) ?? ''
  expect(door.personOfToken(session)).toBeUndefined()
  for (const guess of ['', 'undefined', 'A'.repeat(43)]) {
    expect(door.openSession(guess)).toBeUndefined()
    expect(door.personOfToken(guess)).toBeUndefined()
    expect(door.personOfSession(guess)).toBeUndefined()
  }
})

test('every pass ends after half a day', () => {
  const { door, clock } = setUp()
  const session = door.openSession(door.issue(ada)) ?? ''
  const token = door.issue(ada)
  clock.advance(12 * 3_600_000)
  expect(door.personOfSession(session)).toBeUndefined()
  expect(door.openSession(token)).toBeUndefined()
})
