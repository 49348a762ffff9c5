import { clamp, type KW, type Ms } from '../units.ts'
import { type ContainerName, containerKinds } from './containers.ts'
import { type Curve, valueAt } from './curve.ts'

/** How fast the miners of a container change their draw under a firmware. */
export interface FirmwareModel {
  label: string
  /** From full to asleep. */
  downMs: Ms
  /** From asleep to full. */
  upMs: Ms
  /** From throttled to full: the supply settles in small steps. */
  raiseMs: Ms
  source: string
}

const reported = 'as vendors and users report'

/** Ramps per firmware: down is fast, up is slow and uneven. What a container really does is learned from its meter. */
export const firmwares = {
  stock: {
    label: 'Stock',
    downMs: 10_000,
    upMs: 720_000,
    raiseMs: 720_000,
    source: `${reported} (asic.tools, rules on restarts): a restart takes 10 to 15 minutes`,
  },
  luxos: {
    label: 'LuxOS',
    downMs: 5_000,
    upMs: 10_000,
    raiseMs: 30_000,
    source: `${reported} (hashrateindex.com on firmware, docs.luxor.tech on curtail): asleep within 5 s, awake within 10 s with own steps`,
  },
  braiins: {
    label: 'Braiins OS',
    downMs: 10_000,
    upMs: 300_000,
    raiseMs: 180_000,
    source: `${reported} (hass-miner issue 586): a step upwards waits for the temperature to settle`,
  },
} as const satisfies Record<string, FirmwareModel>

/**
 * J/TH against that at full power, over the share of the rated payload power. A lower supply voltage loses less, until what
 * boards and controls need for themselves weighs more. (Power targets of an Antminer S19j Pro: some 30 J/TH at full, 26 at
 * half power, Braiins and D-Central tuning tables.)
 */
export const efficiencyOverLoad: Curve = [
  [0.05, 1.12],
  [0.14, 0.9],
  [0.4, 0.885],
  [0.6, 0.91],
  [0.8, 0.95],
  [1, 1],
  [1.1, 1.04],
]

/** Cooling as a share of the payload power over the ambient temperature, degC (4.5 to 15 %: white paper, section 4.4). */
export const coolingOverAmbient: Curve = [
  [-40, 0.045],
  [0, 0.05],
  [15, 0.07],
  [25, 0.1],
  [38, 0.15],
]

/** Cooling share for which rated hashrates are stated: mild weather. */
export const ratedCoolingRatio = 0.07

/** Highest draw as a share of the rating over the degrees left to the ambient limit (-40 to +38 degC: white paper, 4.4). */
export const deratingOverMargin: Curve = [
  [0, 0.6],
  [3, 1],
]

/** Payload power at which a container gives its rated hashrate, kW. */
export function ratedPayloadKW(ratedPowerKW: KW): KW {
  return ratedPowerKW / (1 + ratedCoolingRatio)
}

/** Efficiency of the machines at a payload power, J/TH. */
export function efficiencyJPerTH(kind: ContainerName, ratedPowerKW: KW, payloadKW: KW): number {
  const ratedKW = ratedPayloadKW(ratedPowerKW)
  const atRated = (ratedKW * 1_000) / containerKinds[kind].ratedHashrateTHs
  return atRated * valueAt(efficiencyOverLoad, clamp(payloadKW / ratedKW, 0, 1.2))
}

/** Hashrate of a container that draws `drawnKW` (positive) at this ambient temperature, TH/s. */
export function hashrateTHs(
  kind: ContainerName,
  { ratedPowerKW, drawnKW, ambientDegC = 15 }: { ratedPowerKW: KW; drawnKW: KW; ambientDegC?: number },
): number {
  const payloadKW = Math.max(0, drawnKW) / (1 + valueAt(coolingOverAmbient, ambientDegC))
  return (payloadKW * 1_000) / efficiencyJPerTH(kind, ratedPowerKW, payloadKW)
}

/** Highest draw at an ambient temperature, kW, positive; 0 outside the limits. */
export function highestDrawKW(
  {
    ratedPowerKW,
    minAmbientDegC,
    maxAmbientDegC,
  }: { ratedPowerKW: KW; minAmbientDegC: number; maxAmbientDegC: number },
  ambientDegC: number,
): KW {
  if (ambientDegC > maxAmbientDegC || ambientDegC < minAmbientDegC) return 0
  return ratedPowerKW * valueAt(deratingOverMargin, maxAmbientDegC - ambientDegC)
}
