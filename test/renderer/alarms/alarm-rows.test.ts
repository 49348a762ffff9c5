import { describe, expect, it } from 'vitest'
import type { Alarm } from '../../../domain/alarm.ts'
import { type AlarmFilter, alarmRows, alarmTest, noFilter } from '../../../renderer/views/alarms/active/alarm-rows.ts'

const alarm = (id: string, more: Partial<Alarm> = {}): Alarm => ({
  id,
  code: 'device.silent',
  priority: 2,
  assetId: 'container-1',
  text: `${id} does not answer`,
  response: 'Look.',
  state: 'activeUnacknowledged',
  raisedAt: 0,
  ...more,
})
const assets = new Map([
  ['container-1', { name: 'Container 1', kind: 'container' }],
  ['agm', { name: 'AGM', kind: 'battery' }],
] as const)

describe('filter', () => {
  const given = alarm('a', { priority: 2, state: 'activeAcknowledged', acknowledgedBy: 'I. Petrova' })
  it.each<[string, Partial<AlarmFilter>, boolean]>([
    ['nothing narrows', {}, true],
    ['its priority', { priorities: [1, 2] }, true],
    ['another priority', { priorities: [1] }, false],
    ['its state', { state: 'acknowledged' }, true],
    ['not acknowledged', { state: 'waiting' }, false],
    ['its kind of asset', { kinds: ['container'] }, true],
    ['another kind', { kinds: ['battery'] }, false],
    ['words of name and code', { text: 'container silent' }, true],
    ['a word it does not hold', { text: 'container agm' }, false],
    ['mine', { person: 'I. Petrova' }, true],
    ["somebody else's", { person: 'M. Lind' }, false],
  ])('%s', (_, filter, isKept) => {
    expect(alarmTest({ ...noFilter, ...filter }, assets)(given)).toBe(isKept)
  })

  it('back to normal waits for a person too', () => {
    const back = alarm('b', { state: 'normalUnacknowledged' })
    expect(alarmTest({ ...noFilter, state: 'waiting' }, assets)(back)).toBe(true)
    expect(alarmTest({ ...noFilter, state: 'normal' }, assets)(back)).toBe(true)
  })

  it('an alarm of the site as a whole is of no kind', () => {
    const { assetId: _, ...site } = alarm('c')
    expect(alarmTest({ ...noFilter, kinds: ['grid'] }, assets)(site)).toBe(false)
  })
})

describe('rows', () => {
  const root = alarm('root', { beneath: 2 })
  const followers = [alarm('f1', { rootId: 'root', aside: 'suppressed' }), alarm('f2', { rootId: 'root' })]
  const list = [alarm('first', { priority: 1 }), root, alarm('last')]
  const ids = (open: string[], keep: (a: Alarm) => boolean = () => true) =>
    alarmRows(list, { keep, followers, open: new Set(open) }).map((row) => row.alarm.id)

  it('keep the order of the engine, the most important first', () => {
    expect(ids([])).toEqual(['first', 'root', 'last'])
  })

  it('a lost device is one row; what it explains stands beneath it when opened', () => {
    expect(ids(['root'])).toEqual(['first', 'root', 'f1', 'f2', 'last'])
    const rows = alarmRows(list, { keep: () => true, followers, open: new Set(['root']) })
    expect(rows.filter((row) => row.isFollower).map((row) => row.alarm.id)).toEqual(['f1', 'f2'])
  })

  it('what is filtered out takes what it explains along', () => {
    expect(ids(['root'], (a) => a.id !== 'root')).toEqual(['first', 'last'])
  })
})
