import { describe, expect, test } from 'vitest'
import { noReading, type Reading } from '../../../domain/reading.ts'
import type { DryRun } from '../../../domain/rpc/dispatch/instructions.ts'
import { dryRunLines, verdictWords } from '../../../renderer/views/dispatch/instructions/dry-run/dry-run-words.ts'
import {
  askOf,
  changed,
  emptyDraft,
  type InstructionDraft,
  missingOfWhat,
  missingOfWhen,
  timesOf,
} from '../../../renderer/views/dispatch/instructions/new/draft.ts'
import { subjectPower } from '../../../renderer/views/dispatch/instructions/subject-power.ts'
import { describeDemoSite } from '../dev/demo-site.ts'

const plain = (text: string) => text.replaceAll('\u00A0', ' ')
const site = describeDemoSite(2)
const when = { now: Date.parse('2026-04-14T12:00Z'), timeZone: 'Europe/Berlin' }
const draft = (more: Partial<InstructionDraft>) => changed(emptyDraft, more, site.assets)

describe('a new instruction', () => {
  test.each([
    ['a limit has no sign', { subject: 'importLimit', sizeKW: 7_600 }, { powerKW: 7_600, kind: 'limit' }],
    [
      'an export is below zero',
      { subject: 'gridPower', sizeKW: 500, direction: 'out' },
      { powerKW: -500, kind: 'setpoint' },
    ],
    [
      'a draw is below zero',
      { subject: 'asset', assetId: 'container-1', sizeKW: 650, kind: 'setpoint' },
      { powerKW: -650 },
    ],
  ] as [string, Partial<InstructionDraft>, object][])('%s', (_, more, asked) => {
    expect(askOf(draft({ ...more, reason: 'test' }), when)).toMatchObject(asked)
  })

  test('a limit of the site can never become a dispatch', () => {
    expect(draft({ subject: 'loadLimit', kind: 'setpoint' }).kind).toBe('limit')
    expect(draft({ subject: 'gridPower', kind: 'limit' }).kind).toBe('setpoint')
  })

  test('times are those of clocks at the site', () => {
    const later = draft({ begin: 'custom', beginAt: '2026-04-14T17:45', lasts: '30 min' })
    expect(timesOf(later, when)).toEqual({
      from: Date.parse('2026-04-14T15:45Z'),
      until: Date.parse('2026-04-14T16:15Z'),
    })
    expect(askOf(draft({}), when)).toMatchObject({ from: null, until: when.now + 3_600_000 })
  })

  test.each([
    [{}, 'A power in kW is needed.'],
    [{ source: 'grid', sizeKW: 1 }, 'Who sent it?'],
    [{ subject: 'asset', sizeKW: 1 }, 'Which asset?'],
    [{ subject: 'feederLimit', sizeKW: 1 }, 'Which feeder?'],
    [{ sizeKW: 0 }, undefined],
  ] as [Partial<InstructionDraft>, string | undefined][])('of %j is missing: %s', (more, words) => {
    expect(missingOfWhat(draft(more))).toBe(words)
  })

  test.each([
    [{ reason: 'ok' }, 'A reason of at least 3 letters is needed.'],
    [{ reason: 'test', lasts: 'custom', endAt: '' }, 'A begin and an end are needed.'],
    [{ reason: 'test', lasts: 'custom', endAt: '2026-04-14T13:00' }, 'It must begin before it ends.'],
    [{ reason: 'test', begin: 'custom', beginAt: '2026-04-14T13:00' }, 'The begin must lie ahead.'],
    [{ reason: 'test' }, undefined],
  ] as [Partial<InstructionDraft>, string | undefined][])('of the time of %j is missing: %s', (more, words) => {
    expect(missingOfWhen(draft(more), when)).toBe(words)
  })
})

describe('power at the subject', () => {
  const powers: Record<string, number> = {
    grid: 2_000,
    'container-1': -900,
    'container-2': -800,
    pv: 500,
    'li-ion': -100,
  }
  const reading = (id: string): Reading => ({ value: powers[id] ?? 0, at: 1, quality: 'good' })
  const silent = (id: string) => (id === 'container-2' ? noReading : reading(id))
  const stale = (id: string): Reading => ({ ...reading(id), quality: id === 'pv' ? 'stale' : 'good' })
  const at = (subject: 'importLimit' | 'exportLimit' | 'loadLimit' | 'generationLimit' | 'gridPower') =>
    subjectPower({ subject, assetId: 'grid' }, site, reading).value

  test('is counted as the engine counts it', () => {
    expect(at('importLimit')).toBe(2_000)
    expect(at('exportLimit')).toBe(0)
    expect(at('loadLimit')).toBe(1_800)
    expect(at('generationLimit')).toBe(500)
    expect(at('gridPower')).toBe(2_000)
    expect(subjectPower({ subject: 'feederLimit', feederId: 'feeder-a', assetId: 'grid' }, site, reading).value).toBe(
      900,
    )
  })

  test('has no value when a meter that counts is silent, and the worst quality otherwise', () => {
    expect(subjectPower({ subject: 'loadLimit', assetId: 'grid' }, site, silent)).toEqual(noReading)
    expect(subjectPower({ subject: 'generationLimit', assetId: 'grid' }, site, stale).quality).toBe('stale')
  })
})

describe('a dry run in words', () => {
  const run: DryRun = {
    refusal: '',
    canBeMet: false,
    shortKW: 300,
    limitedBy: 'at their limits: Container 1',
    gridBeforeKW: 2_000,
    gridAfterKW: -100,
    moves: [],
    withinMs: 2_000,
    lastsMs: null,
    costEur: -12.5,
    costDetail: 'energy',
    covers: ['a'],
  }

  test('says what is missing and why, without signs', () => {
    expect(plain(verdictWords(run))).toBe('Short by 300 kW: at their limits: Container 1.')
    expect(verdictWords({ ...run, canBeMet: true })).toBe('Can be met.')
    expect(verdictWords({ ...run, refusal: 'It must begin before it ends.' })).toContain('May not be given')
    const words = Object.fromEntries(
      dryRunLines(run, (id) => `the ${id}`).map((line) => [line.label, plain(line.words)]),
    )
    expect(words).toMatchObject({
      Connection: 'importing 2.00 MW, then exporting 100 kW',
      Lasts: 'to its end',
      Money: 'earns 12.50 € (energy)',
      Covers: 'the a',
    })
  })
})
