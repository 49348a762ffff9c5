import { implement } from '@orpc/server'
import { PowerchainError } from '../../../../domain/errors.ts'
import { contract } from '../../../../domain/rpc/contract.ts'

function nothing(): never {
  throw new PowerchainError('Config.NotFound', 'There is no such thing in this demonstration.')
}

const unjudged = {
  precision: null,
  confirmed: 0,
  judged: 0,
  missed: 0,
  failures: 0,
  medianLeadDays: null,
  insideInterval: null,
  falsePerWeek: 0,
}

/** Health of the demonstration: nothing foreseen yet. */
export function createDemoHealth({ now }: { now: () => number }) {
  const { health } = implement(contract)
  return {
    now: health.now.handler(() => ({
      at: now(),
      assets: [],
      forecasts: [],
      anomalies: [],
      precision: unjudged,
      learning: 'Learns since today.',
    })),
    evidence: health.evidence.handler(nothing),
    asset: health.asset.handler(nothing),
    judge: health.judge.handler(nothing),
    export: health.export.handler(nothing),
    models: health.models.handler(nothing),
    train: health.train.handler(nothing),
    calendar: health.calendar.handler(nothing),
    rules: {
      list: health.rules.list.handler(() => []),
      get: health.rules.get.handler(nothing),
      check: health.rules.check.handler(nothing),
      complete: health.rules.complete.handler(nothing),
      tryOut: health.rules.tryOut.handler(nothing),
      save: health.rules.save.handler(nothing),
      setState: health.rules.setState.handler(nothing),
    },
    work: {
      list: health.work.list.handler(() => []),
      create: health.work.create.handler(nothing),
      update: health.work.update.handler(nothing),
      export: health.work.export.handler(nothing),
    },
    consumption: {
      get: health.consumption.get.handler(nothing),
      label: health.consumption.label.handler(nothing),
    },
  }
}
