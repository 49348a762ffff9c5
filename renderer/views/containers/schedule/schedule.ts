import type { Plan } from '../../../../domain/dispatch/plan.ts'
import { clamp, drawKW, type EpochMs, type KW, type Ms } from '../../../../domain/units.ts'
import { powerText } from '../../../format/power.ts'
import { formatTime } from '../../../format/time.ts'

/** What a container is to draw in a step of the plan. */
export interface ScheduledStep {
  from: EpochMs
  until: EpochMs
  drawKW: KW
}

/** How far ahead a strip looks. */
export const aheadMs: Ms = 12 * 3_600_000

/** Steps of the plan for one container from `now` on; `undefined` when the plan does not know it. */
export function scheduleOf(
  plan: Pick<Plan, 'edges' | 'assets'>,
  assetId: string,
  now: EpochMs,
): ScheduledStep[] | undefined {
  const powers = plan.assets[assetId]?.powerKW
  if (!powers) return undefined
  const end = now + aheadMs
  return powers.flatMap((powerKW, place) => {
    const from = Math.max(now, plan.edges[place] ?? end)
    const until = Math.min(end, plan.edges[place + 1] ?? now)
    return until > from ? [{ from, until, drawKW: Math.max(0, drawKW(powerKW)) }] : []
  })
}

/** Outline of a strip in a box 100 wide and 100 high: each step as high as its share of the rating. */
export function stripPath(steps: readonly ScheduledStep[], ratedKW: KW, now: EpochMs): string {
  const x = (at: EpochMs) => Math.round(((at - now) / aheadMs) * 10_000) / 100
  return steps
    .filter((step) => step.drawKW > 0)
    .map(({ from, until, drawKW: draw }) => {
      const top = Math.round((1 - clamp(draw / ratedKW, 0, 1)) * 10_000) / 100
      return `M${x(from)} 100V${top}H${x(until)}V100Z`
    })
    .join('')
}

/** Draws closer than this to each other are told as one. */
const sameKW: KW = 25

/** The strip in words: `1.27 MW until 16:00, asleep until 18:00`. */
export function scheduleWords(steps: readonly ScheduledStep[], timeZone: string): string {
  const runs: ScheduledStep[] = []
  for (const step of steps) {
    const last = runs.at(-1)
    const isSame = last && last.drawKW > 0 === step.drawKW > 0 && Math.abs(last.drawKW - step.drawKW) < sameKW
    if (isSame) last.until = step.until
    else runs.push({ ...step })
  }
  const words = runs.map(({ drawKW: draw, until }) => {
    const does = draw > 0 ? powerText(draw) : 'asleep'
    return `${does} until ${formatTime(until, timeZone)}`
  })
  return words.length === 0 ? 'nothing planned' : words.join(', ')
}
