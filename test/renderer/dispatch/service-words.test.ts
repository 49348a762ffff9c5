import { expect, test } from 'vitest'
import type { ServiceState } from '../../../domain/rpc/dispatch/services.ts'
import { commitmentWords, nowWords, readyWords } from '../../../renderer/views/dispatch/services/service-words.ts'

const plain = (text: string) => text.replaceAll('\u00A0', ' ')
const readiness = { upKW: 2_000, upForMs: null, downKW: 2_000, downForMs: null, neededForMs: 900_000 }
const service = (more: Partial<ServiceState> = {}): ServiceState => ({
  id: 'fcr',
  label: 'FCR',
  servedBy: 'loop',
  state: 'armed',
  detail: 'frequency 50.000 Hz',
  since: 0,
  promisedUpKW: 1_000,
  promisedDownKW: 1_000,
  readiness,
  nowKW: null,
  rules: '',
  ...more,
})

test.each([
  ['armed and enough', {}, true, 'ready'],
  ['off', { state: 'off' }, false, 'off'],
  ['not available', { state: 'notAvailable', detail: 'flywheel 7 is out' }, false, 'flywheel 7 is out'],
  ['a duty without a promise', { readiness: null }, true, 'ready'],
  ['less power than promised', { readiness: { ...readiness, upKW: 800 } }, false, '800 kW up only'],
  ['less time than the rules ask', { readiness: { ...readiness, downForMs: 300_000 } }, false, 'down for 5 min only'],
  ['a direction that is not promised', { promisedUpKW: 0, readiness: { ...readiness, upKW: 0 } }, true, 'ready'],
] as [string, Partial<ServiceState>, boolean, string][])('%s', (_, more, isReady, words) => {
  const said = readyWords(service(more))
  expect({ ...said, words: plain(said.words) }).toEqual({ isReady, words })
})

test.each([
  [1_000, 1_000, '1.00 MW both ways'],
  [2_000, 0, '2.00 MW up'],
  [500, 900, '500 kW up, 900 kW down'],
  [0, 0, 'as it comes'],
])('a commitment of %d up and %d down is %s', (promisedUpKW, promisedDownKW, words) => {
  expect(plain(commitmentWords(service({ promisedUpKW, promisedDownKW })))).toBe(words)
})

test('what it moves has a word instead of a sign', () => {
  expect(plain(nowWords(-360))).toBe('360 kW down')
  expect(plain(nowWords(360))).toBe('360 kW up')
  expect(nowWords(null)).toBe('nothing')
})
