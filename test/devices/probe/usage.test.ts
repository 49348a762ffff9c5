import { expect, test } from 'vitest'
import { readOptions } from '../../../devices/probe/options.ts'
import { usage } from '../../../devices/probe/usage.ts'

const examples = [...usage.matchAll(/^ {2}npm run probe -- (.+)$/gm)].map(([, args = '']) => args)

test('the help has examples', () => {
  expect(examples.length).toBeGreaterThan(5)
})

test.each(examples)('the example of the help is a right call: %s', (args) => {
  expect(readOptions(args.split(' '), 0)).toBeDefined()
})

test('no line of the help is wider than a terminal that people use', () => {
  expect(usage.split('\n').filter((line) => line.length > 122)).toEqual([])
})
