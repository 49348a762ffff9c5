import type { Precision } from '../../../../domain/rpc/health/forecasts.ts'
import type { HealthModels } from '../../../../domain/rpc/health/models.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { dayMs } from './demo-forecasts.ts'

/** How good the demonstration was over its last 12 months. */
export const demoPrecision: Precision = {
  precision: 24 / 29,
  confirmed: 24,
  judged: 29,
  missed: 3,
  failures: 27,
  medianLeadDays: 31,
  insideInterval: 0.88,
  falsePerWeek: 0.1,
}

const confirmed = [1, 1, 2, 1, 2, 2, 3, 2, 2, 3, 2, 3]
const judged = [2, 2, 2, 2, 2, 3, 3, 2, 2, 3, 3, 3]
const missed = [1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0]

function monthsTo(now: EpochMs): HealthModels['months'] {
  const at = new Date(now)
  return confirmed.map((count, i) => {
    const month = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - 11 + i, 1)).toISOString().slice(0, 7)
    const all = judged[i] ?? 0
    const lost = missed[i] ?? 0
    return {
      month,
      precision: all === 0 ? null : count / all,
      confirmed: count,
      judged: all,
      missed: lost,
      failures: count + lost,
      medianLeadDays: i === 3 ? null : 19 + i * 1.4,
      insideInterval: i < 2 ? null : 0.8 + i * 0.009,
      falsePerWeek: (all - count) / 4.3,
    }
  })
}

const sources: HealthModels['sources'] = [
  {
    source: 'forecast',
    name: 'Forecasts',
    judged: 29,
    precisionBefore: 0.68,
    precisionNow: 0.83,
    thresholdRatio: 1,
    words: 'four of the last five were right',
  },
  {
    source: 'rule',
    name: 'Rules',
    judged: 41,
    precisionBefore: 0.71,
    precisionNow: 0.88,
    thresholdRatio: 1,
    words: 'two rules were rewritten',
  },
  {
    source: 'model',
    name: 'Against its model',
    judged: 33,
    precisionBefore: 0.62,
    precisionNow: 0.81,
    thresholdRatio: 1.18,
    words: 'less eager after six false ones',
  },
  {
    source: 'peers',
    name: 'Against its peers',
    judged: 26,
    precisionBefore: 0.73,
    precisionNow: 0.85,
    thresholdRatio: 1.05,
    words: 'containers 5 and 6 compared apart',
  },
  {
    source: 'season',
    name: 'Unusual for the hour',
    judged: 18,
    precisionBefore: 0.44,
    precisionNow: 0.67,
    thresholdRatio: 1.4,
    words: 'holidays are known now',
  },
  {
    source: 'spike',
    name: 'Spike',
    judged: 11,
    precisionBefore: 0.36,
    precisionNow: 0.5,
    thresholdRatio: 1.6,
    words: 'short spikes of meters are left out',
  },
  {
    source: 'stuck',
    name: 'Stuck value',
    judged: 4,
    precisionBefore: null,
    precisionNow: 0.75,
    thresholdRatio: 1,
    words: 'too few before',
  },
]

const names = [
  ['remaining-bearingWear', 'Remaining life of bearings', 6.1, 'd', 0.91, '12 % better than version 3'],
  ['remaining-fanWear', 'Remaining life of fans', 4.2, 'd', 0.89, '5 % better than version 3'],
  ['remaining-stackDegradation', 'Remaining life of the stack', 21, 'd', 0.87, 'few cases; leans on the prior'],
  ['normal-flywheels', 'Normal behaviour of the flywheel bank', 1.4, 'K', 0.92, '3 % better than version 3'],
  ['normal-containers', 'Normal behaviour of containers', 0.9, 'K', 0.9, 'as good as version 3'],
] as const

/** The model page of the demonstration. */
export function demoModels(now: EpochMs, training: HealthModels['training']): HealthModels {
  const model = (place: number, version: number, isInCharge: boolean, worse: number) => {
    const [id, name, error, unit, coverage90, words] = names[place] ?? names[0]
    const madeAt = now - (isInCharge ? 6 : 37) * dayMs
    return {
      id,
      version,
      name,
      unit,
      isInCharge,
      madeAt,
      coverage90,
      trainedFrom: madeAt - 360 * dayMs,
      trainedTo: madeAt,
      rows: 8_640 + place * 1_733 + version * 12,
      seed: 7,
      error: error * worse,
      words: isInCharge ? words : 'replaced by version 4',
    }
  }
  return {
    overall: demoPrecision,
    months: monthsTo(now),
    sources,
    models: names.flatMap((_, i) =>
      i < 2 ? [model(i, 4, true, 1), model(i, 3, false, 1.12)] : [model(i, 4, true, 1)],
    ),
    training,
  }
}
