import { z } from 'zod'
import { unitsShape, uint32Shape, whShape } from './shapes.ts'

/** What an offer is judged by, in the order of the table, with the words over its columns; settlement specification 4.2. */
export const criteria = {
  parties: 'Parties',
  energy: 'Whole amount',
  time: 'Time',
  power: 'Power',
  state: 'Status',
  guarantee: 'Guaranteed',
  losses: 'Losses',
  kind: 'Storage kind',
  source: 'Source',
  zone: 'Distance',
  price: 'Price limits',
  tariff: 'Going tariff',
  competition: 'Competition',
} as const
/** One of {@link criteria}. */
export type Criterion = keyof typeof criteria
/** {@link criteria} in their order. */
export const criterionNames = Object.keys(criteria) as [Criterion, ...Criterion[]]

/** `fits`, `misses` (the contract would refuse), or `note`: a person should know it. */
export const verdicts = ['fits', 'misses', 'note'] as const

/** One criterion of one offer, with the words why. */
export const judgementShape = z.object({
  criterion: z.enum(criterionNames),
  verdict: z.enum(verdicts),
  words: z.string(),
})
/** One criterion of one offer. */
export type Judgement = z.infer<typeof judgementShape>

/** An offer held against a part of a request. */
export const matchShape = z.object({
  offer: uint32Shape,
  node: uint32Shape,
  isFit: z.boolean(),
  judgements: z.array(judgementShape),
  /** Reward at most, surcharge of the zone included; `null` when the zone is not wanted. */
  costUnits: unitsShape.nullable(),
  bondUnits: unitsShape,
  /** To the middle of the requesting site; `null` while a place is not known. */
  distanceKm: z.number().nullable(),
  /** Parts it could fill. */
  parts: z.number().int(),
})
/** An offer held against a part of a request. */
export type Match = z.infer<typeof matchShape>

/** Another way to get what a request asks for. */
export const alternativeShape = z.object({
  kind: z.enum(['combination', 'otherHours', 'smallerParts', 'conversion']),
  words: z.string(),
  /** What all of it costs; `null` when it can't be told in tokens. */
  costUnits: unitsShape.nullable(),
  /** Parts to offers, for a combination. */
  parts: z.array(z.object({ part: z.number().int(), offer: uint32Shape, costUnits: unitsShape })),
  /** Quarters by which all windows move, for other hours; 0 otherwise. */
  shiftQuarters: z.number().int(),
  partWh: whShape.nullable(),
})
/** Another way to get what a request asks for. */
export type Alternative = z.infer<typeof alternativeShape>

/** All live offers against a request, the cheapest that fits first, and other ways. */
export const matchTableShape = z.object({ matches: z.array(matchShape), alternatives: z.array(alternativeShape) })
/** All live offers against a request. */
export type MatchTable = z.infer<typeof matchTableShape>

/** A match that would earn the broker's fee; a person confirms it. */
export const adviceShape = z.object({
  request: uint32Shape,
  part: z.number().int(),
  offer: uint32Shape,
  costUnits: unitsShape,
  feeUnits: unitsShape,
  words: z.string(),
})
/** A match that would earn the broker's fee. */
export type Advice = z.infer<typeof adviceShape>
