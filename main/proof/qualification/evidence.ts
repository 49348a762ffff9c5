import { type Asset, isControllable } from '../../../domain/asset.ts'
import type { ProofRecord } from '../../../domain/dispatch/proof.ts'
import { storageModel } from '../../../domain/models/storage.ts'
import type { KW, KWh, Ms } from '../../../domain/units.ts'

/** Which way power moves: `up` = more into the bus, `down` = less. */
export type Direction = 'up' | 'down'

/** What past orders showed of one asset in one direction. */
export interface Measured {
  /** Steps that were measured well enough. */
  steps: number
  /** The slowest of them. */
  startMs: Ms
  fullMs: Ms
  /** The largest step that was delivered. */
  largestKW: KW
  /** Mean share of the time within the tolerance, 0 to 1; `undefined` when no step lasted long enough to say. */
  withinShare: number | undefined
}

/** What is known of one asset in one direction. */
export interface Evidence {
  /** By its nameplate, from where it usually is. */
  ratedKW: KW
  /** Energy it can give or take from where it rests, at the bus; infinite for what stores nothing. */
  energyKWh: KWh
  /** By the site file and its kind, from order to full delivery. */
  expectedMs: Ms
  measured: Measured | undefined
}

/** Whether the device answers frequency by itself, by its own feedback; `none` = it tells nothing of such a response. */
export type OwnResponse = 'armed' | 'notArmed' | 'none'

/** What is known of one asset. */
export interface AssetEvidence {
  asset: Asset
  isSteered: boolean
  ownResponse: OwnResponse
  /** Time between two readings of its meter; `undefined` before it was read. */
  meterEveryMs: Ms | undefined
  up: Evidence
  down: Evidence
}

/** A proof with less good readings teaches nothing. */
const neededKnownShare = 0.9
/** Only the newest steps count: equipment and settings change. */
const stepsThatCount = 20

/** What the newest records of an asset show of a direction; `records` with the newest first. */
function measuredOf(records: readonly ProofRecord[], direction: Direction): Measured | undefined {
  const steps = records
    .map(({ verdict }) => verdict)
    .filter(
      ({ stepKW, knownShare, startDelayMs, timeToFullMs }) =>
        stepKW !== null &&
        stepKW > 0 === (direction === 'up') &&
        knownShare >= neededKnownShare &&
        startDelayMs !== null &&
        timeToFullMs !== null,
    )
    .slice(0, stepsThatCount)
  if (steps.length === 0) return undefined
  const shares = steps.flatMap(({ withinShare }) => withinShare ?? [])
  return {
    steps: steps.length,
    startMs: Math.max(...steps.map(({ startDelayMs }) => startDelayMs ?? 0)),
    fullMs: Math.max(...steps.map(({ timeToFullMs }) => timeToFullMs ?? 0)),
    largestKW: Math.max(...steps.map(({ stepKW }) => Math.abs(stepKW ?? 0))),
    withinShare: shares.length === 0 ? undefined : shares.reduce((a, b) => a + b, 0) / shares.length,
  }
}

/**
 * A whole change of power by nameplate: storage from rest, mining from full draw up or from its lowest draw down, sun and
 * wind only down. Equal ends = none in this direction.
 */
function wholeChange(asset: Asset, direction: Direction): { fromKW: KW; toKW: KW } {
  const isUp = direction === 'up'
  switch (asset.kind) {
    case 'battery':
    case 'flywheel':
      return { fromKW: 0, toKW: isUp ? asset.ratedPowerKW : -asset.ratedPowerKW }
    case 'hydrogen':
      return { fromKW: 0, toKW: isUp ? asset.fuelCellKW : -asset.electrolyserKW }
    case 'container':
      return isUp ? { fromKW: -asset.ratedPowerKW, toKW: 0 } : { fromKW: -asset.minPowerKW, toKW: -asset.ratedPowerKW }
    case 'pv':
    case 'wind':
      return { fromKW: asset.ratedPowerKW, toKW: isUp ? asset.ratedPowerKW : 0 }
    case 'genset':
      return { fromKW: 0, toKW: isUp ? asset.ratedPowerKW : 0 }
    default:
      return { fromKW: 0, toKW: 0 }
  }
}

/** Energy a storage has for one direction from where it rests, kWh at the bus. */
function energyFromRestKWh(asset: Asset, direction: Direction): KWh {
  if (asset.kind !== 'battery' && asset.kind !== 'flywheel' && asset.kind !== 'hydrogen') return Infinity
  const { minKWh, maxKWh, restKWh, chargeRatio, dischargeRatio } = storageModel(asset)
  return direction === 'up' ? (restKWh - minKWh) * dischargeRatio : (maxKWh - restKWh) / chargeRatio
}

/** Gathers what is known of the assets that can be steered. */
export function evidenceOf(known: {
  assets: readonly Asset[]
  recordsOf: (assetId: string) => readonly ProofRecord[]
  meterEveryMs: (assetId: string) => Ms | undefined
  isSteered: (assetId: string) => boolean
  ownResponse: (assetId: string) => OwnResponse
  /** Time until the meter should show a change of power, by the site file and the kind. */
  expectedMs: (asset: Asset, fromKW: KW, toKW: KW) => Ms
}): AssetEvidence[] {
  return known.assets
    .filter(({ kind }) => isControllable(kind))
    .map((asset) => {
      const records = known.recordsOf(asset.id)
      const of = (direction: Direction): Evidence => {
        const { fromKW, toKW } = wholeChange(asset, direction)
        return {
          ratedKW: Math.abs(toKW - fromKW),
          energyKWh: energyFromRestKWh(asset, direction),
          expectedMs: known.expectedMs(asset, fromKW, toKW),
          measured: measuredOf(records, direction),
        }
      }
      return {
        asset,
        isSteered: known.isSteered(asset.id),
        ownResponse: known.ownResponse(asset.id),
        meterEveryMs: known.meterEveryMs(asset.id),
        up: of('up'),
        down: of('down'),
      }
    })
}
