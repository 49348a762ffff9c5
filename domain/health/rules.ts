import { z } from 'zod'

/** Where a rule stands. Only `live` ones fire. */
export const ruleStates = { draft: 'Draft', live: 'Live', retired: 'Retired' } as const
/** One of {@link ruleStates}. */
export type RuleState = keyof typeof ruleStates

/** A place in the text of a rule that is wrong, or could be better. */
export const ruleIssueShape = z.object({
  /** Characters from the beginning of the text. */
  from: z.number().int(),
  to: z.number().int(),
  line: z.number().int(),
  column: z.number().int(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  /** What to write instead; empty when we don't know. */
  hint: z.string(),
})
/** A place in the text of a rule that is wrong, or could be better. */
export type RuleIssue = z.infer<typeof ruleIssueShape>

/** A version of a rule. Versions are never changed; a change is the next one. */
export const ruleShape = z.object({
  id: z.string(),
  version: z.number().int(),
  /** Said by the text itself: `rule "Hot bearing"`. */
  title: z.string(),
  text: z.string(),
  state: z.enum(Object.keys(ruleStates) as [RuleState, ...RuleState[]]),
  /** Comes with the product and has not been changed. */
  isStarter: z.boolean(),
  /** Which kind of asset it is for. */
  kind: z.string(),
  /** The failure it names; `null` = a breach of the operating mode. */
  mode: z.string().nullable(),
  author: z.string(),
  reason: z.string(),
  at: z.number().int(),
  /** Times it fired in the last 90 days while live. */
  fired90d: z.number().int(),
})
/** A version of a rule. */
export type HealthRule = z.infer<typeof ruleShape>

/** A time at which a rule held. */
export const ruleEventShape = z.object({
  ruleId: z.string(),
  version: z.number().int(),
  assetId: z.string(),
  from: z.number().int(),
  /** `null` = still holds. */
  to: z.number().int().nullable(),
  severity: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** Values at the moment it fired, in words. */
  words: z.string(),
})
/** A time at which a rule held. */
export type RuleEvent = z.infer<typeof ruleEventShape>
