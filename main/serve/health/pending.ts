import { PowerchainError } from '../../../domain/errors.ts'
import type { Guarded } from '../base.ts'

function pending(): never {
  throw new PowerchainError('Engine.Stopped', 'Health is not there yet.')
}

/** Calls of health that have no handler yet. */
export function pendingHandlers({ health }: Guarded) {
  return {
    now: health.now.handler(pending),
    evidence: health.evidence.handler(pending),
    asset: health.asset.handler(pending),
    judge: health.judge.handler(pending),
    export: health.export.handler(pending),
    models: health.models.handler(pending),
    train: health.train.handler(pending),
    rules: {
      list: health.rules.list.handler(pending),
      get: health.rules.get.handler(pending),
      check: health.rules.check.handler(pending),
      complete: health.rules.complete.handler(pending),
      tryOut: health.rules.tryOut.handler(pending),
      save: health.rules.save.handler(pending),
      setState: health.rules.setState.handler(pending),
    },
    work: {
      list: health.work.list.handler(pending),
      create: health.work.create.handler(pending),
      update: health.work.update.handler(pending),
      export: health.work.export.handler(pending),
    },
  }
}
