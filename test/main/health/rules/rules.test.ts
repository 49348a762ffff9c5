import { expect, test } from 'vitest'
import type { Person } from '../../../../domain/access.ts'
import { newFolder, openRules } from './open-rules.ts'
import { minuteMs, start, valuesAt } from './play.ts'

const eve: Person = { name: 'Eve', role: 'engineer' }
const text = (limit = 80) =>
  `rule "Hot bearing"\nfor flywheel\nif bearingDegC above ${limit} °C for 2 h\nthen forecast bearingWear, severity 2\n`
const reason = 'as seen on unit 4'
const hot = valuesAt({ bearingDegC: 85 }, 0)
const cool = valuesAt({ bearingDegC: 50 }, 0)
const starter = { id: 'flywheel-hot-bearing', text: text(90).trim() }

test('a new rule is a draft with who wrote it and why; the trail has it', () => {
  const { rules, audited } = openRules()
  const kept = rules.save(eve, {
    text: 'rule "Hot bearing" for flywheel if bearingDegC above 80 °C for 2 hours then forecast bearingWear severity 2',
    reason,
  })
  expect(kept).toEqual({
    id: 'hot-bearing',
    version: 1,
    title: 'Hot bearing',
    text: text(),
    state: 'draft',
    isStarter: false,
    kind: 'flywheel',
    mode: 'bearingWear',
    author: 'Eve',
    reason,
    at: start,
    fired90d: 0,
  })
  expect(rules.list()).toEqual([kept])
  expect(rules.live()).toEqual([])
  expect(audited).toEqual([
    { person: 'Eve', action: 'RuleSaved', detail: 'Rule "Hot bearing", version 1, as a draft: as seen on unit 4' },
  ])
})

test('a text with errors is not kept, and the errors are told with their places', () => {
  const { rules, audited } = openRules()
  expect(() => rules.save(eve, { text: text().replace('80 °C', '80 K'), reason })).toThrow(
    expect.objectContaining({
      code: 'Config.Invalid',
      message: expect.stringContaining('3:22 A temperature is in °C') as string,
    }),
  )
  expect(rules.list()).toEqual([])
  expect(audited).toEqual([])
})

test('two rules of one name have two ids; a version of a rule that is not there is refused', () => {
  const { rules } = openRules()
  expect([rules.save(eve, { text: text(), reason }).id, rules.save(eve, { text: text(), reason }).id]).toEqual([
    'hot-bearing',
    'hot-bearing-2',
  ])
  expect(() => rules.save(eve, { id: 'nothing', text: text(), reason })).toThrow(
    expect.objectContaining({ code: 'Config.NotFound' }),
  )
  expect(() => rules.get('nothing')).toThrow(expect.objectContaining({ code: 'Config.NotFound' }))
})

test('an untried version goes live only when it is said, and that is on record; drafts never fire', () => {
  const { rules, audited } = openRules()
  const { id } = rules.save(eve, { text: text(), reason })
  for (let minute = 0; minute <= 130; minute++) rules.scan(start + minute * minuteMs, hot)
  expect(rules.events({ from: 0 })).toEqual([])
  const change = { id, version: 1, state: 'live', reason } as const
  expect(() => rules.setState(eve, { ...change, untried: false })).toThrow(
    expect.objectContaining({ code: 'Config.Invalid' }),
  )
  expect(() => rules.setState(eve, { ...change, version: 2, untried: true })).toThrow(
    expect.objectContaining({ code: 'Config.NotFound' }),
  )
  expect(rules.setState(eve, { ...change, untried: true }).state).toBe('live')
  expect(audited.at(-1)?.detail).toBe('Rule "Hot bearing", version 1: draft to live, untried: as seen on unit 4')
  for (let minute = 131; minute <= 260; minute++) rules.scan(start + minute * minuteMs, hot)
  expect(rules.events({ from: 0 })).toMatchObject([
    { ruleId: id, version: 1, assetId: 'flywheels', from: start + 251 * minuteMs, to: null },
  ])
})

test('the next version takes over: the former one retires, and what it saw has ended', () => {
  const { rules, clock } = openRules()
  const { id } = rules.save(eve, { text: text(), reason })
  rules.setState(eve, { id, version: 1, state: 'live', untried: true, reason })
  for (let minute = 0; minute <= 130; minute++) rules.scan(start + minute * minuteMs, hot)
  clock.advance(131 * minuteMs)
  expect(rules.save(eve, { id, text: text(90), reason: 'too early' }).version).toBe(2)
  expect(rules.live()).toMatchObject([{ version: 1, fired90d: 1 }])
  rules.setState(eve, { id, version: 2, state: 'live', untried: true, reason })
  const { rule, versions, events } = rules.get(id)
  expect(rule).toMatchObject({ version: 2, state: 'live', text: text(90) })
  expect(versions.map(({ version, state, text: kept }) => [version, state, kept])).toEqual([
    [2, 'live', text(90)],
    [1, 'retired', text()],
  ])
  expect(events).toMatchObject([{ version: 1, from: start + 120 * minuteMs, to: clock.now() }])
  for (let minute = 131; minute <= 300; minute++) rules.scan(start + minute * minuteMs, hot)
  expect(rules.events({ from: 0 })).toHaveLength(1)
})

test('a rule that is retired stops at once', () => {
  const { rules } = openRules({ library: [starter] })
  expect(rules.live()).toMatchObject([{ id: starter.id, isStarter: true, author: 'Powerchain' }])
  rules.setState(eve, { id: starter.id, version: 1, state: 'retired', untried: false, reason })
  for (let minute = 0; minute <= 300; minute++) rules.scan(start + minute * minuteMs, valuesAt({ bearingDegC: 99 }, 0))
  expect(rules.events({ from: 0 })).toEqual([])
})

test('a version never changes, whoever tries', () => {
  const { rules, db } = openRules()
  rules.save(eve, { text: text(), reason })
  expect(() => db.run("UPDATE rule_version SET text = 'x'")).toThrow(/never changes/)
  expect(() => db.run('DELETE FROM rule_version')).toThrow(/is kept/)
})

test('versions, events and half a duration are there after a restart', () => {
  const folder = newFolder()
  const first = openRules({ folder })
  const { id } = first.rules.save(eve, { text: text(), reason })
  first.rules.setState(eve, { id, version: 1, state: 'live', untried: true, reason })
  for (let minute = 0; minute <= 100; minute++) first.rules.scan(start + minute * minuteMs, hot)
  // the engine dies here: what was kept at the last full minute must do
  first.db.close()
  const second = openRules({ folder })
  const told: string[] = []
  second.rules.onEvent((event, rule) =>
    told.push(`${rule.title} ${event.assetId} ${event.to === null ? 'begins' : 'ends'}`),
  )
  for (let minute = 103; minute <= 130; minute++) second.rules.scan(start + minute * minuteMs, hot)
  for (let minute = 131; minute <= 1_600; minute++) second.rules.scan(start + minute * minuteMs, cool)
  expect(second.rules.events({ from: 0 })).toMatchObject([{ from: start + 120 * minuteMs, to: start + 131 * minuteMs }])
  expect(told).toEqual(['Hot bearing flywheels begins', 'Hot bearing flywheels ends'])
})

test('a starter rule follows the product until the site changes it', () => {
  const folder = newFolder()
  const first = openRules({ folder, library: [starter] })
  first.db.close()
  const newer = { ...starter, text: text(95).trim() }
  const second = openRules({ folder, library: [newer] })
  expect(second.rules.get(starter.id).versions.map(({ version, state }) => [version, state])).toEqual([
    [2, 'live'],
    [1, 'retired'],
  ])
  second.rules.save(eve, { id: starter.id, text: text(70), reason })
  second.db.close()
  const third = openRules({ folder, library: [{ ...starter, text: text(99).trim() }] })
  expect(
    third.rules.get(starter.id).versions.map(({ version, state, isStarter }) => [version, state, isStarter]),
  ).toEqual([
    [3, 'draft', false],
    [2, 'live', true],
    [1, 'retired', true],
  ])
})

test('events by time, asset and rule', () => {
  const { rules } = openRules({ library: [starter] })
  for (let minute = 0; minute <= 200; minute++) rules.scan(start + minute * minuteMs, valuesAt({ bearingDegC: 95 }, 0))
  const count = (asked: Parameters<typeof rules.events>[0]) => rules.events(asked).length
  expect(count({ from: 0, assetId: 'flywheels', ruleId: starter.id })).toBe(1)
  expect(count({ from: start + 9e9 })).toBe(1)
  expect(count({ from: 0, to: start })).toBe(0)
  expect(count({ from: 0, assetId: 'grid' })).toBe(0)
  expect(count({ from: 0, ruleId: 'another' })).toBe(0)
})

test('check and complete answer in the words of the contract', () => {
  const { rules } = openRules()
  expect(rules.check(text())).toMatchObject({ issues: [], formatted: text(), assetIds: ['flywheels'] })
  expect(rules.check('rule')).toMatchObject({ formatted: null, spoken: null, assetIds: [] })
  expect(rules.complete('rule "x" for fly', 16)).toMatchObject({ from: 13, options: [{ label: 'flywheel' }] })
})

test('a failing disk does not stop the rules', () => {
  const { rules, db } = openRules({ library: [starter] })
  db.run('DROP TABLE rule_memory')
  db.run('DROP TABLE rule_event')
  const seen: number[] = []
  rules.onEvent(({ from }) => seen.push(from))
  expect(() => {
    for (let minute = 0; minute <= 200; minute++) rules.scan(start + minute * minuteMs, hot)
  }).not.toThrow()
})
