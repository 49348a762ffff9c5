import { z } from 'zod'
import { type firmwares as knownFirmwares, firmwares } from '../models/mining.ts'
import type { KW, Ms } from '../units.ts'

type FirmwareName = keyof typeof knownFirmwares

/** How often miners may be switched and changed without harm. */
interface SwitchingHabit {
  /** Shortest time on and off. */
  minOnS: number
  minOffS: number
  /** After its draw was lowered it is not raised again for so long. */
  holdS: number
  /** From its start until the next container may start. */
  startGapS: number
  source: string
}

/** Without a named firmware. */
const usual: SwitchingHabit = {
  minOnS: 60,
  minOffS: 60,
  holdS: 5,
  startGapS: 2,
  source: 'minimum times of 60 s were enough against hunting in trials with 30 containers',
}

/**
 * Switching by firmware. On and off last at least as long as the way up takes, so that no start is given up half-way;
 * the ways up are in `domain/models/mining.ts` with their sources.
 */
const habits: Record<FirmwareName, SwitchingHabit> = {
  stock: { minOnS: 900, minOffS: 300, holdS: 60, startGapS: 15, source: 'a restart takes 10 to 15 minutes' },
  luxos: { minOnS: 60, minOffS: 30, holdS: 5, startGapS: 2, source: 'asleep within 5 s, awake within 10 s' },
  braiins: { minOnS: 300, minOffS: 60, holdS: 30, startGapS: 5, source: 'a step upwards waits for the temperature' },
}

/** When a container may be shed: `none` as any other, `safety` only when storage can't keep a limit, `never` by no rule of ours. */
export const protections = ['none', 'safety', 'never'] as const
/** One of {@link protections}; the limits of the connection and of the container itself hold whatever it says. */
export type Protection = (typeof protections)[number]

const seconds = (label: string) => z.number().min(0).max(86_400).optional().meta({ label, unit: 's' })
const draw = (label: string) => z.number().positive().max(100_000).meta({ label, unit: 'kW' })

/** How a container lets itself be throttled; part of its row in the site file. */
export const throttlingShape = {
  firmware: z
    .enum(Object.keys(firmwares) as [FirmwareName, ...FirmwareName[]])
    .optional()
    .meta({ label: 'Firmware of the miners; absent = not known' }),
  presets: z
    .array(z.strictObject({ powerKW: draw('Draw') }))
    .min(1)
    .max(30)
    .optional()
    .meta({ label: 'The only draws it can take, besides none; absent = any' }),
  stepKW: draw('Its draw can be set in steps of; absent = any').optional(),
  minOnS: seconds('Stays on at least; absent = by firmware'),
  minOffS: seconds('Stays off at least; absent = by firmware'),
  holdS: seconds('After lowering it is not raised for; absent = by firmware'),
  protection: z.enum(protections).default('none').meta({ label: 'Protected from shedding; safety = only for a limit' }),
  maxOutletDegC: z.number().min(20).max(120).default(75).meta({ label: 'Outlet air is too hot from', unit: '°C' }),
}

/** What is known of how a container may be throttled. */
export interface Throttled {
  ratedPowerKW: KW
  minPowerKW: KW
  firmware?: FirmwareName | undefined
  presets?: readonly { powerKW: KW }[] | undefined
  stepKW?: KW | undefined
  minOnS?: number | undefined
  minOffS?: number | undefined
  holdS?: number | undefined
}

/** Switching times of a container: what its row says, else its firmware's. */
export function switchingOf(asset: Throttled): { minOnMs: Ms; minOffMs: Ms; holdMs: Ms; startGapMs: Ms } {
  const habit = asset.firmware ? habits[asset.firmware] : usual
  return {
    minOnMs: (asset.minOnS ?? habit.minOnS) * 1_000,
    minOffMs: (asset.minOffS ?? habit.minOffS) * 1_000,
    holdMs: (asset.holdS ?? habit.holdS) * 1_000,
    startGapMs: habit.startGapS * 1_000,
  }
}

/** The largest draw not above `drawKW` that the container can take, kW; 0 when even its lowest is more. */
export function settableDraw(asset: Throttled, drawKW: KW): KW {
  const { minPowerKW, presets, stepKW } = asset
  const slackKW = 1e-6
  if (drawKW < minPowerKW - slackKW) return 0
  if (presets)
    return presets.reduce((most, p) => (p.powerKW <= drawKW + slackKW && p.powerKW > most ? p.powerKW : most), 0)
  if (stepKW === undefined) return drawKW
  return minPowerKW + Math.floor((drawKW - minPowerKW + slackKW) / stepKW) * stepKW
}

/** The lowest draw of the running container, kW. */
export function lowestSettableDraw({ minPowerKW, presets }: Throttled): KW {
  return presets ? Math.min(...presets.map((p) => p.powerKW)) : minPowerKW
}
