import { z } from 'zod'

/** An amount in the smallest unit of a currency (cents), decimal text: sums may be larger than a number holds exactly. */
export const minorShape = z
  .string()
  .regex(/^(0|-?[1-9]\d{0,29})$/, 'a whole number of the smallest unit of the currency')

/** A price in millionths of the smallest unit per kWh, per day or per million (by the component's kind), decimal text. */
export const microMinorShape = z.string().regex(/^(0|[1-9]\d{0,17})$/, 'a whole number of millionths')

/** Parties with a share of a bill; the positions are signed in the formula, and ties of the split go by them. */
export const maxParties = 8
