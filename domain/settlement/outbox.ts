import { z } from 'zod'

/**
 * Where an intent stands. `drafted` waits for its turn or its key; `signed` has its bytes on the disk; `sent` was given to a
 * node; `unknown` a node's answer was lost; `mined`, `confirmed` and `final` count blocks; `reorged` its block is gone, the
 * same bytes go out again; `reverted` waits for a person; `adopted` somebody had brought the same before us.
 */
export const intentStates = [
  'drafted',
  'signed',
  'sent',
  'unknown',
  'mined',
  'confirmed',
  'reorged',
  'reverted',
  'final',
  'adopted',
  'superseded',
] as const
/** One of {@link intentStates}. */
export type IntentState = (typeof intentStates)[number]

/** What is to happen on the chain, whatever transaction brings it there. */
export const intentShape = z.object({
  /** Idempotency key: the same intent is kept once. */
  id: z.string(),
  kind: z.string(),
  /** In words, for people. */
  words: z.string(),
  to: z.string(),
  data: z.string(),
  /** The log that proves it happened: contract, and topics from the first on. Without topics its own receipt is enough. */
  proof: z.object({ address: z.string(), topics: z.array(z.string()) }),
  madeAt: z.number().int(),
  /** Name of who asked for it, and why; absent for what the site does by itself. */
  author: z.string().optional(),
  reason: z.string().optional(),
})
/** What is to happen on the chain. */
export type Intent = z.infer<typeof intentShape>

/** A transaction that was signed for an intent; those of one nonce exclude each other. */
export const attemptShape = z.object({
  hash: z.string(),
  nonce: z.number().int(),
  /** Most gas it may use, decimal. */
  gas: z.string(),
  /** Wei per gas, decimal. */
  maxFee: z.string(),
  priorityFee: z.string(),
  madeAt: z.number().int(),
  replaces: z.string().nullable(),
})
/** A transaction that was signed for an intent. */
export type Attempt = z.infer<typeof attemptShape>

/** An intent with everything that happened to it. */
export const outboxRowShape = z.object({
  intent: intentShape,
  state: z.enum(intentStates),
  at: z.number().int(),
  block: z.number().int().nullable(),
  detail: z.string(),
  attempts: z.array(attemptShape),
})
/** An intent with everything that happened to it. */
export type OutboxRow = z.infer<typeof outboxRowShape>

/** How far the chain can be believed. Only `sure` lets anything become final; `offline` and `uncertain` send nothing. */
export const chainStates = ['off', 'offline', 'uncertain', 'single', 'sure'] as const
/** One of {@link chainStates}. */
export type ChainState = (typeof chainStates)[number]
