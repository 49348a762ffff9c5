import { powerWords } from '../../../../domain/asset.ts'
import { isInWindow } from '../../../../domain/dispatch/clock-window.ts'
import type { demandWindow } from '../../../../domain/dispatch/controller-settings.ts'
import { clamp, energyKWh, type EpochMs, type KW, type Ms } from '../../../../domain/units.ts'
import type { ControllerInput } from '../controller.ts'
import type { DemandMemory } from '../memory.ts'
import type { z } from 'zod'

type Demand = z.infer<typeof demandWindow>

/** Import that was saved earlier in the running mean may be drawn later in it, up to this share above the threshold. */
const highestRatio = 1.2
/** In the last moments of a mean what is left of it would allow anything. */
const lastMs: Ms = 60_000

/**
 * Import allowed now so that the running mean ends at the threshold: the configured one, or the highest mean that was
 * charged for already, which costs nothing to reach again. `undefined` while nothing is charged for.
 */
export function allowedByDemand(
  input: ControllerInput,
  aboveKW: KW,
  demand: Demand,
  gridKW: KW,
): { aboveKW: KW | undefined; words: string } {
  const { now, outside, memory } = input
  const spanMs = demand.meanMinutes * 60_000
  const running = (memory.demand = advanced(memory.demand, {
    now,
    spanMs,
    gridKW,
    isCharged: isCharged(input, demand),
  }))
  if (!running.isCharged) {
    running.allowedKW = undefined
    return { aboveKW: undefined, words: `nothing is charged for before ${demand.from}` }
  }
  const incurredKW = Math.max(outside.peakIncurredKW ?? 0, running.highestKW)
  const thresholdKW = Math.max(aboveKW, incurredKW)
  const leftMs = Math.max(lastMs, running.from + spanMs - now)
  const leftKWh = energyKWh(thresholdKW, spanMs) - running.importedKWh
  const allowedKW = clamp((leftKWh / leftMs) * 3_600_000, 0, thresholdKW * highestRatio)
  running.allowedKW = allowedKW
  const whence = incurredKW > aboveKW ? ', the peak charged already' : ''
  const mean = `${demand.meanMinutes} min mean ${powerWords(thresholdKW)}${whence}`
  return { aboveKW: allowedKW, words: `${powerWords(allowedKW)} (${mean})` }
}

interface Moment {
  now: EpochMs
  spanMs: Ms
  gridKW: KW
  isCharged: boolean
}

/** The running mean with this cycle's import; a new one begins on the clock. Before the engine's time its import is taken as it is now. */
function advanced(before: DemandMemory | undefined, { now, spanMs, gridKW, isCharged }: Moment): DemandMemory {
  const from = now - (now % spanMs)
  const importKW = Math.max(0, gridKW)
  if (!before) {
    const importedKWh = energyKWh(importKW, now - from)
    return { from, importedKWh, at: now, highestKW: 0, isCharged, allowedKW: undefined }
  }
  const added = (since: EpochMs) => energyKWh(importKW, Math.max(0, now - since))
  if (from === before.from) return { ...before, importedKWh: before.importedKWh + added(before.at), at: now, isCharged }
  const wholeKWh = before.importedKWh + energyKWh(importKW, Math.max(0, before.from + spanMs - before.at))
  // a mean with a gap in it, after a pause, is no measured mean
  const isWhole = from === before.from + spanMs
  const meanKW = (wholeKWh / spanMs) * 3_600_000
  const highestKW = isWhole && before.isCharged ? Math.max(before.highestKW, meanKW) : before.highestKW
  return { ...before, from, importedKWh: added(from), at: now, highestKW, isCharged }
}

const asked = { key: '', isCharged: true }

/** Whether this moment is charged for, by the site's clock; asked anew each minute. */
function isCharged({ now, site }: ControllerInput, demand: Demand): boolean {
  const key = `${Math.floor(now / 60_000)} ${site.timeZone} ${JSON.stringify(demand)}`
  if (asked.key !== key) Object.assign(asked, { key, isCharged: isInWindow(demand, now, site.timeZone) })
  return asked.isCharged
}
