import { z } from 'zod'
import { chainStates, intentStates, outboxRowShape } from '../../settlement/outbox.ts'
import { contractNames } from '../../settlement/ledger.ts'
import { reason } from '../files.ts'
import { engineer, viewer } from '../roles.ts'

const at = z.number().int()
const block = z.number().int().nonnegative()

/** How far the chain can be seen, and what waits for it. */
export const chainNowShape = z.object({
  state: z.enum(chainStates),
  words: z.string(),
  /** Since when it is in this state. */
  since: at,
  block: block.nullable(),
  blockAt: at.nullable(),
  chainId: z.number().int().nullable(),
  /** A chain on this machine whose tokens are worth nothing. */
  isPractice: z.boolean(),
  /** Nodes that are asked, by host; nothing becomes final unless all of them agree. */
  endpoints: z.array(z.string()),
  /** Newest block up to which the contracts' events are known. */
  readTo: block.nullable(),
  /** Blocks on top before a transaction counts as confirmed, and as final. */
  confirmations: z.number().int(),
  finality: z.number().int(),
  /** Account that acts for this site. */
  account: z.string().nullable(),
  contracts: z.array(z.object({ name: z.string(), address: z.string() })),
  outbox: z.object({
    waiting: z.number().int(),
    oldestAt: at.nullable(),
    /** Why nothing is sent although something waits; empty while all goes well. */
    stopped: z.string(),
  }),
})
/** How far the chain can be seen, and what waits for it. */
export type ChainNow = z.infer<typeof chainNowShape>

/** An intent with every step it took. */
export const intentStoryShape = z.object({
  row: outboxRowShape,
  steps: z.array(
    z.object({
      state: z.enum(intentStates),
      hash: z.string().nullable(),
      block: block.nullable(),
      detail: z.string(),
      at,
    }),
  ),
})
/** An intent with every step it took. */
export type IntentStory = z.infer<typeof intentStoryShape>

/** Something that happened on the chain, as it is shown. Integers of its values are decimal texts. */
export const chainEventShape = z.object({
  contract: z.enum(contractNames),
  name: z.string(),
  args: z.record(z.string(), z.unknown()),
  block,
  blockAt: at,
  transaction: z.string(),
  isFinal: z.boolean(),
})
/** Something that happened on the chain, as it is shown. */
export type ChainEvent = z.infer<typeof chainEventShape>

/** Which events of the chain are wanted. */
export const chainEventsInput = z.strictObject({
  contract: z.enum(contractNames).optional(),
  limit: z.number().int().min(1).max(1_000).default(200),
})
/** Which events of the chain are wanted. */
export type ChainEventsInput = z.infer<typeof chainEventsInput>

/** Calls about the chain and the outbox. */
export const ledgerCalls = {
  /** Works without a chain too: then it says so. */
  now: viewer.output(chainNowShape),
  /** Intents, the newest first. */
  outbox: viewer
    .input(z.strictObject({ limit: z.number().int().min(1).max(1_000).default(200) }))
    .output(z.array(outboxRowShape)),
  /** One intent with all its steps. Errors: Config.NotFound. */
  intent: viewer.input(z.strictObject({ id: z.string().max(200) })).output(intentStoryShape),
  /** A reverted intent is tried again, or given up. Errors: Config.NotFound, Config.Invalid when it is not reverted. */
  decide: engineer
    .input(z.strictObject({ id: z.string().max(200), decision: z.enum(['retry', 'giveUp']), reason }))
    .output(outboxRowShape),
  /** Lets the outbox send again after the operator key was used elsewhere. Errors: Config.Invalid. */
  resume: engineer.input(z.strictObject({ reason })).output(chainNowShape),
  /** What the contracts told, the newest first. */
  events: viewer.input(chainEventsInput).output(z.array(chainEventShape)),
}
