import { PowerchainError } from '../../../domain/errors.ts'
import type { Guarded } from '../base.ts'

function pending(): never {
  throw new PowerchainError('Engine.Stopped', 'Health is not there yet.')
}

/** Calls of health that have no handler yet. */
export function pendingHandlers({ health }: Guarded) {
  return {
    rules: {
      list: health.rules.list.handler(pending),
      get: health.rules.get.handler(pending),
      check: health.rules.check.handler(pending),
      complete: health.rules.complete.handler(pending),
      tryOut: health.rules.tryOut.handler(pending),
      save: health.rules.save.handler(pending),
      setState: health.rules.setState.handler(pending),
    },
  }
}
