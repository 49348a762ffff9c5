import { expect, test } from 'vitest'
import { createIdentity, objection } from '../../../devices/drivers/identity.ts'
import { PowerchainError } from '../../../domain/errors.ts'

/** Reads these serial numbers one after the other, again and again; `!` is a damaged answer. */
function answers(...serials: string[]) {
  let at = 0
  return () => {
    const serial = serials[at++ % serials.length]
    return serial === '!' ? Promise.reject(new PowerchainError('Device.BadAnswer', 'damaged')) : Promise.resolve(serial)
  }
}

test('one that stays is known, with one read a look', async () => {
  let reads = 0
  const identity = createIdentity('A')
  const read = () => Promise.resolve(`${reads++ < 99 ? 'A' : 'B'}`)
  expect(await identity.look(read)).toEqual({ is: 'known', serial: 'A' })
  expect(await identity.look(read)).toEqual({ is: 'known', serial: 'A' })
  expect(reads).toBe(2)
})

test('fault 11: another one than the site file names is wrong, also when it came without a lost link', async () => {
  const identity = createIdentity('A')
  await identity.look(answers('A'))
  const verdict = await identity.look(answers('B'))
  expect(verdict).toEqual({ is: 'wrong', serial: 'B' })
  expect(objection(verdict, 'A', 1)).toBe('wrong device: expected S/N A, it is S/N B')
  expect(await identity.look(answers('A'))).toEqual({ is: 'known', serial: 'A' })
})

test('fault 20: without a number in the site file the change is told with both', async () => {
  const identity = createIdentity(undefined)
  expect(await identity.look(answers('A'))).toEqual({ is: 'known', serial: 'A' })
  expect(await identity.look(answers('B'))).toEqual({ is: 'replaced', serial: 'B', before: 'A' })
  expect(await identity.look(answers('B'))).toEqual({ is: 'known', serial: 'B' })
})

test.each([
  ['by turns', ['A', 'B']],
  ['one seldom', ['A', 'A', 'A', 'A', 'B']],
  ['with collisions between', ['A', '!', '!', 'B']],
])('fault 10: two that answer %s are told, and believed again only after two looks that agree', async (_name, list) => {
  const identity = createIdentity('A')
  const verdict = await identity.look(answers(...list), true)
  expect(verdict).toEqual({ is: 'several', serials: ['A', 'B'] })
  expect(objection(verdict, 'A', 3)).toBe('two devices answer as unit 3: S/N A and S/N B')
  expect(await identity.look(answers('A'))).toMatchObject({ is: 'several' })
  expect(await identity.look(answers('A'))).toEqual({ is: 'known', serial: 'A' })
})

test('fault 10: nothing but damage is an error, not an identity', async () => {
  await expect(createIdentity('A').look(answers('!'))).rejects.toMatchObject({ code: 'Device.BadAnswer' })
})
