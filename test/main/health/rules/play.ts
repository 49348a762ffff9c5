import type { RuleEvent } from '../../../../domain/health/rules.ts'
import type { PointName } from '../../../../domain/points.ts'
import { checkText } from '../../../../main/health/rules/language/check/check.ts'
import type { Vocabulary } from '../../../../main/health/rules/language/names.ts'
import type { ExpectedAt } from '../../../../main/health/rules/rules-needs.ts'
import { createEvaluator, type Evaluator } from '../../../../main/health/rules/run/evaluator.ts'
import { peersBySite } from '../../../../main/health/rules/run/peers-of.ts'
import { createProgram } from '../../../../main/health/rules/run/program.ts'
import { createSlots } from '../../../../main/health/rules/run/slots.ts'
import { pointSpec } from '../../../../domain/points.ts'
import { vocabulary as smallSite } from './small-site.ts'

/** A value over time, in minutes from the start; `undefined` = not known then. */
export type Curve = number | ((minute: number) => number | undefined)
/** Curves by "asset point", or by "point" for every asset. */
export type Curves = Partial<Record<string, Curve>>

/** A Monday of winter; nothing in a rule knows of a zone. */
export const start = Date.UTC(2026, 0, 5)
export const minuteMs = 60_000

/** As the historian says it: what is stored on change is repeated every ten minutes, the others every minute. */
export const holdMs = (point: PointName): number => (pointSpec(point).retention === 'fast' ? 90_000 : 900_000)

/** What rules run over in a test. */
interface Setting {
  vocabulary?: Vocabulary
  expected?: ExpectedAt
  /** Minutes between scans; values hold for one and a half of them at least. */
  stepMin?: number
}

/** An evaluator with rules. */
export function rulesOver(
  rules: readonly { id: string; text: string }[],
  { vocabulary = smallSite, expected = () => undefined, stepMin = 1 }: Setting = {},
): Evaluator {
  const slots = createSlots(expected)
  const evaluator = createEvaluator(slots)
  const peersOf = peersBySite(vocabulary.assets)
  const heldMs = (point: PointName) => Math.max(holdMs(point), 1.5 * stepMin * minuteMs)
  for (const { id, text } of rules) {
    const { tree, issues } = checkText(text, vocabulary)
    if (!tree)
      throw new Error(issues.map(({ line, column, message }) => `${id} ${line}:${column} ${message}`).join('\n'))
    evaluator.put(createProgram({ ruleId: id, version: 1, tree, vocabulary, slots, holdMs: heldMs, peersOf }))
  }
  return evaluator
}

/** An evaluator with one rule. */
export function evaluatorOf(text: string, setting: Setting = {}): Evaluator {
  return rulesOver([{ id: 'r', text }], setting)
}

/** What a scan at a minute reads. */
export function valuesAt(curves: Curves, minute: number) {
  return (assetId: string, point: PointName): number | undefined => {
    const curve = curves[`${assetId} ${point}`] ?? curves[point]
    return typeof curve === 'function' ? curve(minute) : curve
  }
}

/** An event with its times in minutes from the start. */
export const inMinutes = ({ assetId, from, to }: RuleEvent) => ({
  assetId,
  from: (from - start) / minuteMs,
  to: to === null ? null : (to - start) / minuteMs,
})

/** Plays curves through a rule; `minutes` may hold gaps in which nothing is scanned. Gives when it began and ended. */
export function play(
  text: string,
  curves: Curves,
  given: {
    until: number
    stepMin?: number
    skip?: (minute: number) => boolean
    vocabulary?: Vocabulary
    expected?: ExpectedAt
  },
): ReturnType<typeof inMinutes>[] {
  const evaluator = evaluatorOf(text, given)
  const events: RuleEvent[] = []
  for (let minute = 0; minute <= given.until; minute += given.stepMin ?? 1) {
    if (given.skip?.(minute)) continue
    events.push(...evaluator.scan(start + minute * minuteMs, valuesAt(curves, minute)))
  }
  return events.map(inMinutes)
}
