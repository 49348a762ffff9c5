import type { Plan } from '../../../../domain/dispatch/plan.ts'
import type { PlanFigures, WhatIfAnswer } from '../../../../domain/rpc/plan.ts'
import { energySumText } from '../../../format/energy.ts'
import { formatNumber } from '../../../format/number.ts'
import { powerText } from '../../../format/power.ts'

/** A figure of both plans and the difference, in words without signs. */
export interface ComparedFigure {
  label: string
  before: string
  after: string
  difference: string
}

const euro = (value: number) => `${formatNumber(Math.abs(value), 2)}\u00A0€`
const cost = (value: number) => `${value < 0 ? 'earns' : 'costs'} ${euro(value)}`
const hours = (value: number) => `${formatNumber(value, 1)}\u00A0h`

/** Hours in which each container runs, added up over the containers. */
function miningHours({ edges, assets }: Plan, containerIds: readonly string[]): number {
  const planned = containerIds.flatMap((id) => assets[id]?.powerKW.map((kW, t) => ({ kW, t })) ?? [])
  const lasts = (t: number) => ((edges[t + 1] ?? 0) - (edges[t] ?? 0)) / 3_600_000
  return planned.reduce((sum, { kW, t }) => sum + (kW < -0.5 ? lasts(t) : 0), 0)
}

function row(
  label: string,
  [before, after]: [number, number],
  say: (value: number) => string,
  words: readonly [more: string, less: string] = ['more', 'less'],
): ComparedFigure {
  const change = after - before
  const isSame = say(before) === say(after)
  const size = label === 'Money' ? euro(change) : say(Math.abs(change))
  return {
    label,
    before: say(before),
    after: say(after),
    difference: isSame ? 'the same' : `${size} ${change > 0 ? words[0] : words[1]}`,
  }
}

/** The figures of two plans over the same horizon, line by line. */
export function comparedFigures({ before, after }: WhatIfAnswer, containerIds: readonly string[]): ComparedFigure[] {
  const both = (of: (figures: PlanFigures) => number): [number, number] => [of(before.figures), of(after.figures)]
  const mined: [number, number] = [miningHours(before.plan, containerIds), miningHours(after.plan, containerIds)]
  return [
    row(
      'Money',
      both((f) => f.costEur),
      cost,
      ['worse', 'better'],
    ),
    row(
      'Imported',
      both((f) => f.importedKWh),
      energySumText,
    ),
    row(
      'Exported',
      both((f) => f.exportedKWh),
      energySumText,
    ),
    row(
      'Highest import',
      both((f) => f.peakImportKW),
      powerText,
      ['higher', 'lower'],
    ),
    row(
      'Mined',
      both((f) => f.minedKWh),
      energySumText,
    ),
    row('Container hours', mined, hours),
    row(
      'From storage',
      both((f) => f.dischargedKWh),
      energySumText,
    ),
    row(
      'Curtailed',
      both((f) => f.curtailedKWh),
      energySumText,
    ),
    row(
      'Limits not kept',
      both((f) => f.brokenLimits),
      (value) => formatNumber(value),
    ),
  ]
}
