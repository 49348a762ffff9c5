import type { PlanNow } from '../../../../domain/dispatch/plan.ts'
import { timeWords } from '../../words.ts'
import type { ControllerInput } from '../controller.ts'

type Input = Pick<ControllerInput, 'outside' | 'memory' | 'now' | 'site'>

/**
 * The plan when its step holds now and all its numbers are numbers; otherwise why there is none, for people. Empty words:
 * there never was one.
 */
export function usablePlan({ outside, memory, now, site }: Input): { plan: PlanNow | undefined; why: string } {
  const { plan } = outside
  const time = (at: number) => timeWords(at, now, site.timeZone)
  if (plan && now >= plan.stepFrom && now < plan.stepUntil) {
    const numbers = [
      plan.busPriceEurPerMWh,
      plan.gridKW,
      ...Object.values(plan.powerKW),
      ...Object.values(plan.storedValueEurPerMWh),
    ]
    if (numbers.every(Number.isFinite)) return { plan, why: '' }
    return { plan: undefined, why: `plan ${plan.planId} holds no usable numbers: safe rules` }
  }
  const ended = plan?.stepUntil ?? memory.plan?.until
  return { plan: undefined, why: ended === undefined ? '' : `plan expired at ${time(ended)}: safe rules` }
}
