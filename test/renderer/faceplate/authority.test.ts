import { describe, expect, test } from 'vitest'
import type { Decision } from '../../../domain/rpc/shapes.ts'
import { authorities, type Authority } from '../../../domain/setpoint.ts'
import { commandWords } from '../../../renderer/views/assets/asset-words.ts'
import { chosenObstacle, effectOfAuthority, notOurs } from '../../../renderer/views/faceplate/authority-effect.ts'
import { notOursNow } from '../../../renderer/views/overview/side/not-ours.ts'
import { describeDemoSite } from '../dev/demo-site.ts'

/** What stands in the way where nothing does. */
const nothing = /^$/

const decision = (assetId: string, authority: Authority) =>
  ({ assetId, authority, commander: 'nobody', because: [], limitedBy: '' }) as unknown as Decision

test.each([
  ['control', 'nobody', nothing],
  ['monitor', 'monitor only', /^Monitor only/],
  ['handedOver', 'handed over', /^Handed over/],
  ['commissioning', 'commissioning', /^Not accepted yet/],
] as const)('an asset under %s is commanded by "%s" and says why it cannot be operated', (authority, words, why) => {
  expect(commandWords(decision('li-ion', authority), undefined)).toBe(words)
  expect(notOurs(authority) ?? '').toMatch(why)
})

test('every authority is known to the words', () => {
  for (const authority of authorities) expect(commandWords(decision('li-ion', authority), undefined)).not.toBe('')
})

describe('changing who steers', () => {
  test.each([
    ['control', undefined, 'because', /^Choose/],
    ['control', 'control', 'because', /^Choose/],
    ['control', 'handedOver', ' a ', /reason/],
    ['control', 'handedOver', 'market call', nothing],
    ['handedOver', 'control', 'call is over', nothing],
  ] as const)('from %s to %s with "%s"', (present, chosen, reason, obstacle) => {
    expect(chosenObstacle(present, chosen, reason) ?? '').toMatch(obstacle)
  })

  test('giving it away says that the watchdog may act', () => {
    expect(effectOfAuthority('handedOver')).toMatch(/safe state/)
    expect(effectOfAuthority('control')).toMatch(/within all limits/)
  })
})

test('the overview names what is not ours: handed over first, meters never', () => {
  const { assets } = describeDemoSite(3)
  const decisions = [
    decision('grid', 'monitor'),
    decision('agm', 'monitor'),
    decision('li-ion', 'control'),
    decision('container-1', 'commissioning'),
    decision('container-2', 'commissioning'),
    decision('flywheels', 'handedOver'),
  ]
  expect(notOursNow(decisions, assets).map((g) => [g.authority, g.assets.map((a) => a.id)])).toEqual([
    ['handedOver', ['flywheels']],
    ['commissioning', ['container-1', 'container-2']],
    ['monitor', ['agm']],
  ])
})
