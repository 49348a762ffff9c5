import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'

/** Handlers of forecasts, anomalies, models and work orders. */
export function healthHandlers({ health: base }: Guarded, { health }: Pick<ServedSite, 'health'>) {
  const { now, evidence, asset, judge, export: download, models, train, work } = base
  return {
    now: now.handler(() => health.now()),
    evidence: evidence.handler(({ input }) => health.evidence(input.id)),
    asset: asset.handler(({ input }) => health.asset(input.assetId)),
    judge: judge.handler(({ input, context }) => health.judge(context.person, input)),
    export: download.handler(({ input }) => health.export(input.format)),
    models: models.handler(() => health.models()),
    train: train.handler(({ input, context }) => health.train(context.person, input.reason)),
    work: {
      list: work.list.handler(() => health.work.list()),
      create: work.create.handler(({ input, context }) => health.work.create(context.person, input)),
      update: work.update.handler(({ input, context }) => health.work.update(context.person, input)),
      export: work.export.handler(({ input }) => health.work.export(input.format)),
    },
  }
}
