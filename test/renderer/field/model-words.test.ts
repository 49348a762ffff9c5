import { expect, test } from 'vitest'
import type { Model } from '../../../domain/rpc/field/field.ts'
import {
  matchesModel,
  pointWords,
  reloadedWords,
  sourceParts,
} from '../../../renderer/views/field/models/model-words.ts'

const nothing = { added: [], changed: [], removed: [], reopened: [], stillSimulated: [], faults: [] }
const fault = { file: 'a.yaml', line: 1, column: 1, field: 'id', expected: 'an id' }

test.each([
  [nothing, 'Read again: nothing has changed.'],
  [{ ...nothing, added: ['a/b', 'a/c'] }, 'Read again: added: a/b, a/c.'],
  [
    { ...nothing, changed: ['a/b'], reopened: ['grid'], faults: [fault] },
    'Read again: changed: a/b; connected anew: grid. One fault above.',
  ],
  [
    { ...nothing, changed: ['a/b'], reopened: ['sun'], stillSimulated: ['sun'] },
    'Read again: changed: a/b; connected anew: sun. sun is simulated: its simulator serves the former map until the site is started anew.',
  ],
])('reading again %#', (result, words) => expect(reloadedWords(result)).toBe(words))

test.each([
  ['a maker’s document', '', ''],
  ['as in github.com/volkszaehler/mbmd meters/sdm.go', 'github.com/volkszaehler/mbmd', ' meters/sdm.go'],
  ['https://github.com/sunspec/models json', 'https://github.com/sunspec/models', ' json'],
  ['javascript:alert(1)', '', ''],
])('source %s holds the address "%s"', (source, address, after) => {
  expect(sourceParts(source)).toMatchObject({ address, after })
  const { before } = sourceParts(source)
  expect(before + address + after).toBe(source)
})

test('a model is found by maker, protocol and point', () => {
  const model = { id: 'a/b', kind: 'grid', maker: 'Eastron', model: 'SDM630', protocol: 'modbus', points: ['voltageV'] }
  expect(matchesModel(model as Model, 'eastron modbus voltage')).toBe(true)
  expect(matchesModel(model as Model, 'sunspec')).toBe(false)
  expect(pointWords(['voltageV', 'somethingElse'])).toBe('voltage')
})
