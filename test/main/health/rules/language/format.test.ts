import fc from 'fast-check'
import { expect, test } from 'vitest'
import type {
  Condition,
  Operand,
  Quantity,
  Reference,
  RuleTree,
  Word,
} from '../../../../../main/health/rules/language/ast.ts'
import { formatRule } from '../../../../../main/health/rules/language/format.ts'
import { createIssues } from '../../../../../main/health/rules/language/check/issues.ts'
import { checkText } from '../../../../../main/health/rules/language/check/check.ts'
import { readRule } from '../../../../../main/health/rules/language/read-rule.ts'
import { spokenRule } from '../../../../../main/health/rules/language/spoken.ts'
import { vocabulary } from '../small-site.ts'

const span = { from: 0, to: 0 }
const placed = <T>(what: object): T => Object.assign({ from: 0, to: 0 }, what) as T
const operandOf = (type: Operand['type'], what: object) => placed<Operand>({ type, ...what })
const conditionOf = (type: Condition['type'], what: object) => placed<Condition>({ type, ...what })
const word = (text: string): Word => ({ ...span, text })
const textWord = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((it) => !/[\r\n\u2028\u2029]/.test(it))
  .map(word)
const number = fc.oneof(
  fc.integer({ min: -999, max: 9_999 }),
  fc.integer({ min: 1, max: 9_999 }).map((n) => n / 1_000),
)
const quantity = (units: string[], value: fc.Arbitrary<number> = number): fc.Arbitrary<Quantity> =>
  fc.record({ value, unit: fc.constantFrom(...units) }).map((it) => placed<Quantity>(it))
const spanOfTime = quantity(['s', 'min', 'h', 'd', 'weeks'], fc.integer({ min: 1, max: 90 }))
const point = fc.constantFrom('bearingDegC', 'vacuumPa', 'drawKW', 'minSocPct', 'hotSpotDegC', 'mean_x').map(word)

const operand: fc.Arbitrary<Operand> = fc.letrec<{ operand: Operand }>((tie) => ({
  operand: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ name: point }).map((it) => operandOf('name', it)),
    fc.record({ name: point, asset: textWord }).map((it) => operandOf('name', it)),
    fc.constant<Operand>({ ...span, type: 'ambient' }),
    quantity(['', 'K', '°C', 'mm/s', '%', 'J/TH', 'W/m²', 'spreads']).map((it) =>
      operandOf('number', { quantity: it }),
    ),
    tie('operand').map((of) => operandOf('size', { of })),
    fc
      .record({
        how: fc.constantFrom('mean', 'median', 'lowest', 'highest', 'spread'),
        of: tie('operand'),
        over: spanOfTime,
      })
      .map((it) => operandOf('window', it)),
    fc
      .record({ sign: fc.constantFrom('+', '-', '*', '/'), left: tie('operand'), right: tie('operand') })
      .map((it) => operandOf('math', it)),
  ),
})).operand

const state = fc.constantFrom('running', 'fail-safe', 'out of service', 'fault').map(word)
const reference = fc.oneof(
  operand,
  fc.constantFrom('model', 'peers', 'row', 'yesterday', 'lastWeek').map((type) => placed<Reference>({ type })),
)
const single: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .record({ left: operand, how: fc.constantFrom('above', 'below', 'equals'), right: reference })
    .map((it) => conditionOf('compare', it)),
  fc
    .record({ left: operand, how: fc.constantFrom('above', 'below'), right: reference, by: quantity(['%', 'K']) })
    .map((it) => conditionOf('compare', it)),
  fc.record({ left: operand, low: operand, high: operand }).map((it) => conditionOf('between', it)),
  fc
    .record({
      left: operand,
      how: fc.constantFrom('rises', 'falls', 'changes'),
      by: quantity(['K', '%']),
      within: spanOfTime,
    })
    .map((it) => conditionOf('change', it)),
  fc
    .record({
      left: operand,
      how: fc.constantFrom('rises', 'falls', 'changes'),
      by: quantity(['K', '']),
      per: fc.constantFrom('h', 'd').map(word),
    })
    .map((it) => conditionOf('rate', it)),
  fc
    .record({
      left: operand,
      how: fc.constantFrom('rises', 'falls'),
      by: quantity(['K']),
      per: fc.constant(word('h')),
      over: spanOfTime,
    })
    .map((it) => conditionOf('rate', it)),
  fc
    .record({ isNot: fc.boolean(), words: fc.array(state, { minLength: 1, maxLength: 3 }) })
    .map((it) => conditionOf('state', it)),
  operand.map((of) => conditionOf('missing', { of })),
)
const condition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    single,
    fc
      .record({ type: fc.constantFrom('and', 'or'), parts: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }) })
      .map(({ type, parts }) => conditionOf(type, { parts })),
    tie('condition').map((part) => conditionOf('not', { part })),
    fc.record({ part: tie('condition'), span: spanOfTime }).map((it) => conditionOf('lasts', it)),
    fc
      .record({ part: tie('condition'), times: fc.integer({ min: 2, max: 99 }), within: spanOfTime })
      .map((it) => conditionOf('often', it)),
    fc
      .record({ first: tie('condition'), within: spanOfTime, second: tie('condition') })
      .map((it) => conditionOf('sequence', it)),
  ),
})).condition

const rule: fc.Arbitrary<RuleTree> = fc
  .record(
    {
      title: textWord,
      kinds: fc.array(fc.constantFrom('flywheel', 'battery').map(word), { minLength: 1, maxLength: 2 }),
      makes: fc.array(fc.constantFrom('liIon', 'agm').map(word), { maxLength: 2 }),
      assets: fc.array(textWord, { maxLength: 2 }),
      when: condition,
      condition,
      outcome: fc.oneof(
        fc.constant(word('bearingWear')).map((mode) => placed<RuleTree['outcome']>({ type: 'forecast', mode })),
        textWord.map((words) => placed<RuleTree['outcome']>({ type: 'breach', words })),
      ),
      severity: quantity([''], fc.integer({ min: 1, max: 3 })),
      because: textWord,
      advice: textWord,
      sources: fc.array(textWord, { maxLength: 2 }),
      comments: fc.array(fc.stringMatching(/^[a-z]([a-z "]{0,8}[a-z])?$/), { maxLength: 2 }),
    },
    { requiredKeys: ['title', 'kinds', 'makes', 'assets', 'condition', 'outcome', 'severity', 'sources', 'comments'] },
  )
  .map((it) => placed<RuleTree>(it))

/** A tree without the places of its parts: what it means. */
function meaning(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(meaning)
  if (typeof tree !== 'object' || tree === null) return tree
  const entries = Object.entries(tree).filter(([key]) => key !== 'from' && key !== 'to')
  return Object.fromEntries(entries.map(([key, value]) => [key, meaning(value)]))
}

test('a formatted rule means the same, and formatting it again changes nothing', () => {
  fc.assert(
    fc.property(rule, (tree) => {
      const text = formatRule(tree)
      const issues = createIssues(text)
      const read = readRule(text, issues)
      expect(issues.list()).toEqual([])
      expect(meaning(read)).toEqual(meaning(tree))
      expect(read && formatRule(read)).toBe(text)
    }),
    { numRuns: 400 },
  )
})

test('a text in any form gets the one form', () => {
  const loose = `# kept
rule "Hot bearing"   for flywheel when state is running or throttled if bearingDegC above model by more than 12 K for 6 hours
and # moved to the top
 (standbyLossKW above peers by 50 %) then forecast bearingWear severity 2 source "ISO 13373-2"`
  const { tree } = checkText(loose, vocabulary)
  expect(tree && formatRule(tree)).toBe(`# kept
# moved to the top
rule "Hot bearing"
for flywheel when state is running or throttled
if bearingDegC above model by 12 K for 6 h
 and standbyLossKW above peers by 50 %
then forecast bearingWear, severity 2
source "ISO 13373-2"
`)
  expect(tree && spokenRule(tree)).toBe(
    'For a flywheel bank while its state is running or throttled: when the bearing temperature is 12 K above what its ' +
      'model expects for 6 hours, and the standby loss is 50 % above that of its peers, we foresee bearing wear; look this week.',
  )
})
