import { expect, test } from 'vitest'
import { loadDefinitions } from '../../../../devices/load-definitions.ts'
import { mentionOf, namingOf } from '../../../../devices/onboarding/fit/named.ts'

const definitions = loadDefinitions()

function definition(id: string) {
  const found = definitions.get(id)
  if (!found) throw new Error(`no definition ${id}`)
  return found
}

test.each([
  ['huawei/sun2000', 'HUAWEI', 'SUN2000', 'model'],
  ['huawei/sun2000', 'HUAWEI', 'SDongle', 'maker'],
  ['abb/b23-b24', 'ABB', 'B23 112-100', 'model'],
  ['siemens/pac2200', 'Siemens AG', 'PAC3200', 'model'],
  ['carlo-gavazzi/em340', 'Carlo Gavazzi', 'EM340-DIN', 'model'],
  ['solaredge/inverter', 'SolarEdge ', 'SE17K', 'maker'],
  ['eastron/sdm630', 'ABB', 'B23', 'other'],
  ['eastron/sdm630', '', '', 'unsaid'],
])('%s for "%s" "%s": %s', (id, maker, model, naming) => {
  expect(namingOf(definition(id), { maker, model })).toBe(naming)
})

test.each([
  ['powerchain/flywheel-bank', 'FB-70 flywheel bank urn:powerchain:x', 'both'],
  ['powerchain/flywheel-bank', 'FB-70 flywheel bank', 'model'],
  ['powerchain/flywheel-bank', 'urn:powerchain:x', 'maker'],
  ['powerchain/flywheel-bank', 'Prosys Simulation', undefined],
])('%s in "%s": %s', (id, text, mention) => {
  expect(mentionOf(definition(id), text)).toBe(mention)
})
