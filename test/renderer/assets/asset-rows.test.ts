import { describe, expect, test } from 'vitest'
import { noReading, type Reading } from '../../../domain/reading.ts'
import type { Decision } from '../../../domain/rpc/shapes.ts'
import { groupAssets, groupSum, matchesFilter, tableRows } from '../../../renderer/views/assets/asset-rows.ts'
import { commandWords, isAbnormal, type LiveImage, stateWords } from '../../../renderer/views/assets/asset-words.ts'
import { guardFormula } from '../../../renderer/views/assets/csv.ts'
import { describeDemoSite } from '../dev/demo-site.ts'
import { topAlarmOf } from '../../../renderer/frame/alarms/alarm-order.ts'

const site = describeDemoSite(4)
const groups = groupAssets(site)
const asset = (id: string) => {
  const found = site.assets.find((a) => a.id === id)
  if (!found) throw new Error(id)
  return found
}

function image(readings: Record<string, Partial<Reading>>, more: Partial<LiveImage> = {}): LiveImage {
  return {
    reading: (assetId, point) => ({ ...noReading, ...readings[`${assetId} ${point}`] }),
    decision: () => undefined,
    alarms: () => [],
    links: () => [],
    instructions: () => [],
    ...more,
  }
}

const good = (value: number): Reading => ({ value, at: 1, quality: 'good' })

describe('groups and rows', () => {
  test('stand in the same order: generation, storage, containers by feeder, loads', () => {
    expect(groups.map((g) => g.title)).toEqual([
      'Connection and generation',
      'Storage',
      'Containers on feeder A',
      'Containers on feeder B',
      'Loads',
    ])
  })

  test('hold every asset once', () => {
    expect(groups.flatMap((g) => g.assets.map((a) => a.id)).sort()).toEqual(site.assets.map((a) => a.id).sort())
  })

  test('a closed group keeps its head, an emptied one goes', () => {
    const rows = tableRows(groups, (a) => a.kind === 'container', new Set(['containers feeder-a']))
    expect(rows.map((row) => row.id)).toEqual([
      'group containers feeder-a',
      'group containers feeder-b',
      'container-3',
      'container-4',
    ])
  })

  test.each([
    ['cont 3', ['container-3']],
    ['feeder-b', ['container-3', 'container-4']],
    ['HYDRO', ['hydrogen']],
    ['', site.assets.map((a) => a.id)],
  ])('filter "%s"', (filter, ids) => {
    expect(site.assets.filter((a) => matchesFilter(a, filter)).map((a) => a.id)).toEqual(ids)
  })

  test('a sum counts good values only and names the rest', () => {
    const feederB = groups[3]
    if (!feederB) throw new Error('no group')
    const half = image({
      'container-3 activePowerKW': good(-1_200),
      'container-4 activePowerKW': { ...good(-900), quality: 'stale' },
    })
    expect(groupSum(feederB, half)).toMatch(/^1\.20\sMW out, limit 2\.90, 1 not counted$/)
    expect(groupSum(feederB, image({}))).toBe('no value')
  })
})

const decision = (commander: Decision['commander'], controller = 'allocate', limitedBy = '') =>
  ({
    commander,
    authority: 'control',
    limitedBy,
    because: [{ controller, reason: '', isBinding: true }],
  }) as unknown as Decision

const alarm = (id: string, priority: number, state: string) =>
  ({ id, priority, state, assetId: 'pv', raisedAt: 0 }) as never

describe('words of an asset', () => {
  test.each([
    ['running', image({ 'container-1 state': good(3) })],
    ['unknown', image({})],
    ['connected', image({ 'container-1 activePowerKW': good(-5) })],
    [
      'no contact',
      image(
        { 'container-1 state': good(3) },
        { links: () => [{ deviceId: 'container-1-controller', state: 'lost' }] as never },
      ),
    ],
    [
      'wrong device',
      image({}, { links: () => [{ deviceId: 'container-1-controller', state: 'wrongIdentity' }] as never }),
    ],
  ])('%s', (words, now) => expect(stateWords(now, asset('container-1'))).toBe(words))

  test.each([
    ['none', undefined, undefined],
    ['I. Petrova', decision('operator'), 'I. Petrova'],
    ['automatic', decision('automatic'), undefined],
    ['transformer T2', decision('automatic', 'siteLimits', 'transformer T2'), undefined],
    ['peak shaving', decision('automatic', 'peakShaving'), undefined],
    ['device', decision('device'), undefined],
  ])('in command: %s', (words, d, person) => expect(commandWords(d, person)).toBe(words))

  test.each([
    [false, image({ 'container-1 activePowerKW': good(-5) })],
    [true, image({ 'container-1 activePowerKW': { ...good(-5), quality: 'stale' } })],
    [true, image({ 'container-1 activePowerKW': good(-5), 'container-1 state': good(8) })],
    [
      true,
      image(
        { 'container-1 activePowerKW': good(-5) },
        { decision: () => ({ verification: { outcome: 'refused' } }) as never },
      ),
    ],
  ])('abnormal: %s', (is, now) => expect(isAbnormal(now, asset('container-1'))).toBe(is))

  test('the alarm that comes first has the lowest number, then waits for a person', () => {
    const list = [
      alarm('a', 3, 'activeUnacknowledged'),
      alarm('b', 2, 'activeAcknowledged'),
      alarm('c', 2, 'activeUnacknowledged'),
    ]
    expect(topAlarmOf(list, 'pv')?.id).toBe('c')
    expect(topAlarmOf(list, 'wind')).toBeUndefined()
  })
})

test.each([
  ['=HYPERLINK("x")', `'=HYPERLINK("x")`],
  ['+1+1', `'+1+1`],
  ['-cmd', `'-cmd`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['\t=1', `'\t=1`],
  ['-12.5', '-12.5'],
  ['Container 1', 'Container 1'],
  ['', ''],
])('exported %j is %j', (text, guarded) => expect(guardFormula(text)).toBe(guarded))
