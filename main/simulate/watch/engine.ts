import type { World } from '../world.ts'
import { createFindings, type Watch } from './watch.ts'

/** The engine itself: no turn fails and no controller throws. */
export function watchEngine({ control }: Pick<World, 'control'>): Watch {
  const findings = createFindings('no failed turn or controller')
  return {
    turn(now) {
      findings.checked()
      const { failedControllers } = control.vitals()
      if (failedControllers.length > 0) findings.breach(now, `failed: ${failedControllers.join(', ')}`)
      const failure = control.conditions().find(({ code }) => code === 'cycle.failed')
      if (failure) findings.breach(now, failure.text)
    },
    finish: () => findings.result('every turn came to its end'),
  }
}
