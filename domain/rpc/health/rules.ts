import { z } from 'zod'
import { ruleEventShape, ruleIssueShape, ruleShape } from '../../health/rules.ts'
import { reason } from '../files.ts'
import { instant } from '../shapes.ts'

const text = z.string().max(8_000)
const id = z.string().max(80)

/** Which rule. */
export const ruleInput = z.strictObject({ id })
/** A rule with its versions, the newest first, and when it fired. */
export const ruleDetailShape = z.object({
  rule: ruleShape,
  versions: z.array(ruleShape),
  events: z.array(ruleEventShape),
})
/** A text to be checked, formatted or completed. */
export const ruleTextInput = z.strictObject({ text })
/** What is wrong with it, and the same in its proper form (`null` while it is wrong). */
export const ruleCheckShape = z.object({
  issues: z.array(ruleIssueShape),
  formatted: z.string().nullable(),
  /** As one would say it aloud. */
  spoken: z.string().nullable(),
  /** Assets it would watch. */
  assetIds: z.array(z.string()),
})
/** What may follow at a place of the text. */
export const ruleCompleteInput = z.strictObject({ text, at: z.number().int().min(0) })
/** Words that may follow; `from` is where the word begins that they replace. */
export const ruleCompletionShape = z.object({
  from: z.number().int(),
  options: z.array(
    z.object({ label: z.string(), detail: z.string(), kind: z.enum(['keyword', 'point', 'unit', 'value', 'mode']) }),
  ),
})
/** A text tried over what is stored. */
export const ruleTryInput = z.strictObject({ text, days: z.number().int().min(1).max(400).default(90) })
/** A step of trying: progress, then the result. */
export const ruleTryStepShape = z.discriminatedUnion('step', [
  z.object({ step: z.literal('progress'), done: z.number(), total: z.number(), words: z.string() }),
  z.object({
    step: z.literal('result'),
    from: instant,
    to: instant,
    /** Days for which the points it needs are stored. */
    daysWithData: z.number(),
    events: z.array(ruleEventShape),
    /** "Would have fired 3 times in 90 days: twice on Container 4, once on Container 9". */
    words: z.string(),
  }),
])
/** A version to keep. `id` of a rule that exists makes its next version. */
export const ruleSaveInput = z.strictObject({ id: id.optional(), text, reason })
/** Puts a version in charge, or takes the rule out. A version that was not tried needs `untried: true`. */
export const ruleStateInput = z.strictObject({
  id,
  version: z.number().int(),
  state: z.enum(['live', 'retired', 'draft']),
  untried: z.boolean().default(false),
  reason,
})

/** A rule with its versions and events. */
export type RuleDetail = z.infer<typeof ruleDetailShape>
/** What is wrong with a text, and its proper form. */
export type RuleCheck = z.infer<typeof ruleCheckShape>
/** What may follow at a place of a text. */
export type RuleCompletion = z.infer<typeof ruleCompletionShape>
/** A step of trying a rule. */
export type RuleTryStep = z.infer<typeof ruleTryStepShape>
