import { dayBefore, meanOfDays } from './days-back.ts'
import type { Shape } from './shape.ts'

/** A model without learning: what anybody would guess. */
export interface NaiveModel {
  name: string
  /** NaN where there is nothing to go by. */
  value(shape: Shape, issue: number, target: number): number
}

/** The guesses that a model has to beat. The first serves when there is hardly any history. */
export const naiveModels: readonly NaiveModel[] = [
  { name: 'yesterday', value: ({ values }, issue, target) => dayBefore(values, issue + 1, target) },
  {
    name: 'same weekday',
    value: ({ values }, issue, target) => meanOfDays(values, { known: issue + 1, target, days: 1, stride: 672 }),
  },
  {
    name: 'mean of 7 days',
    value: ({ values }, issue, target) => meanOfDays(values, { known: issue + 1, target, days: 7 }),
  },
  { name: 'last value', value: ({ values }, issue) => values[issue] ?? Number.NaN },
  { name: 'usual', value: ({ base }, issue, target) => base(issue, target) },
]
