import type { DeviceCheck, PulseStep } from '../../../domain/rpc/field/commissioning.ts'
import { clock } from './clock.ts'
import { identity } from './identity.ts'
import type { Finding, Look } from './look.ts'
import { asOrdered } from './pulse.ts'
import { range } from './range.ts'
import { siteMeter } from './site-meter.ts'
import { steadiness } from './steadiness.ts'
import { unit } from './unit.ts'

/** What each check is called. */
const checkTitles: Record<DeviceCheck['id'], string> = {
  identity: 'Right box',
  range: 'Values can be',
  steadiness: 'Values are steady',
  clock: 'Clock',
  unit: 'Units agree',
  siteMeter: 'Site balances',
  direction: 'Direction',
  response: 'Response',
}

/** The checks that need no more than looking, in the order shown. */
const judges = { identity, range, steadiness, clock, unit, siteMeter } satisfies Record<string, (look: Look) => Finding>
const judged = Object.keys(judges) as (keyof typeof judges)[]

/** Every check that a look can answer. */
export function judge(look: Look): DeviceCheck[] {
  return judged.map((id) => ({ id, title: checkTitles[id], ...judges[id](look) }))
}

/** The same checks before anybody has looked. */
export function unchecked(): DeviceCheck[] {
  return judged.map((id) => ({ id, title: checkTitles[id], result: 'notTried', detail: 'Nobody has looked yet.' }))
}

/** What the last test pulse says, or that there was none. */
export function pulseChecks(result: Extract<PulseStep, { type: 'result' }> | undefined): DeviceCheck[] {
  const [direction, response] = [
    { id: 'direction', title: checkTitles.direction } as const,
    { id: 'response', title: checkTitles.response } as const,
  ]
  const notTried = { result: 'notTried', detail: 'No test pulse yet.' } as const
  if (!result)
    return [
      { ...direction, ...notTried },
      { ...response, ...notTried },
    ]
  const isRight = result.direction === 'right'
  const found = isRight ? 'pass' : result.direction === 'unclear' ? 'warn' : 'fail'
  const { least, most } = asOrdered
  const isAsOrdered = [result.devicePct, result.sitePct].every((pct) => pct === null || (pct >= least && pct <= most))
  const isAnswered = result.responseMs !== null && isAsOrdered
  const answered = !isRight ? 'notTried' : isAnswered ? 'pass' : 'warn'
  return [
    { ...direction, result: found, detail: result.verdict },
    { ...response, result: answered, detail: responseWords(result) },
  ]
}

function responseWords({ responseMs, devicePct, sitePct }: Extract<PulseStep, { type: 'result' }>): string {
  const shares = `own meter ${devicePct ?? '-'} %, other meters ${sitePct ?? '-'} % of what was ordered`
  if (responseMs === null) return `Nine tenths of the change were not reached: ${shares}.`
  return `${(responseMs / 1_000).toFixed(1)} s to nine tenths of the change: ${shares}.`
}
