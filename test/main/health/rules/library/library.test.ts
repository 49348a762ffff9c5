import { expect, test } from 'vitest'
import type { RuleEvent } from '../../../../../domain/health/rules.ts'
import { failureModeNames } from '../../../../../domain/health/failure-modes.ts'
import { assetKinds } from '../../../../../domain/asset.ts'
import { checkText } from '../../../../../main/health/rules/language/check/check.ts'
import { formatRule } from '../../../../../main/health/rules/language/format.ts'
import { readLibrary } from '../../../../../main/health/rules/library/read-library.ts'
import { type Curves, minuteMs, rulesOver, start, valuesAt } from '../play.ts'
import { demoSite } from './demo-site.ts'
import { beginsAt, failings, usual } from './failing.ts'
import { normal } from './normal.ts'

const library = readLibrary()

test('every kind of asset has rules, and every failure is foreseen by one', () => {
  const trees = library.map(({ text }) => checkText(text, demoSite).tree)
  const kinds = new Set(trees.flatMap((tree) => tree?.kinds.map(({ text }) => text) ?? []))
  expect([...kinds].toSorted()).toEqual([...assetKinds].toSorted())
  const modes = new Set(trees.flatMap((tree) => (tree?.outcome.type === 'forecast' ? [tree.outcome.mode.text] : [])))
  expect(failureModeNames.filter((mode) => !modes.has(mode))).toEqual([])
  expect(new Set(library.map(({ id }) => id)).size).toBe(library.length)
})

test.each(library)('$id: in its proper form, of points its kind has, with reason, advice and source', ({ text }) => {
  const { tree, issues } = checkText(text, demoSite)
  expect(issues).toEqual([])
  expect(tree && formatRule(tree).trim()).toBe(text)
  expect(tree?.because?.text).toMatch(/\.$/)
  expect(tree?.advice?.text).toMatch(/\.$/)
  expect(tree?.sources.length).toBeGreaterThan(0)
})

/** What a good model expects: what is normal. */
const expected = (assetId: string, point: string, at: number) => {
  const value = usual(`${assetId} ${point}`, (at - start) / minuteMs)
  return { value, spread: Math.max(0.1, Math.abs(value) * 0.01) }
}

test('seven weeks of a healthy site: no rule fires', () => {
  const evaluator = rulesOver(library, { vocabulary: demoSite, expected, stepMin: 10 })
  const events: RuleEvent[] = []
  for (let minute = 0; minute < 49 * 1_440; minute += 10)
    events.push(...evaluator.scan(start + minute * minuteMs, valuesAt(normal, minute)))
  expect(events.map(({ ruleId, assetId, words }) => `${ruleId} ${assetId} ${words}`)).toEqual([])
})

test('every rule of the library is made to fire once', () => {
  expect(failings.map(({ rule }) => rule).toSorted()).toEqual(library.map(({ id }) => id).toSorted())
})

test.each(failings)('$rule fires on $on', ({ rule, curves, days, stepMin, on }) => {
  const own = library.filter(({ id }) => id === rule)
  const evaluator = rulesOver(own, { vocabulary: demoSite, expected, stepMin })
  const failed: Curves = { ...normal, ...curves }
  const events: RuleEvent[] = []
  for (let minute = 0; minute < beginsAt + days * 1_440; minute += stepMin) {
    const now = minute < beginsAt ? normal : failed
    events.push(...evaluator.scan(start + minute * minuteMs, valuesAt(now, minute)))
  }
  const begun = events.filter(({ to }) => to === null)
  expect(begun.map(({ assetId }) => assetId)).toContain(on)
  expect([...new Set(begun.map(({ assetId }) => assetId))]).toEqual([on])
  expect(Math.min(...begun.map(({ from }) => from))).toBeGreaterThanOrEqual(start + beginsAt * minuteMs)
})
