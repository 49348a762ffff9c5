import type { Asset } from '../../../domain/asset.ts'
import type { LinkStatus } from '../../../domain/device.ts'
import type { PointName } from '../../../domain/points.ts'
import type { Reading } from '../../../domain/reading.ts'
import type { DeviceConfig } from '../../../domain/site.ts'
import type { EpochMs, KW } from '../../../domain/units.ts'
import type { DeviceCheck } from '../../../domain/rpc/field/commissioning.ts'

/** How a model writes a point down, as far as the checks look. */
export interface PointScaling {
  scale?: number
}

/** What a device read while somebody looked at it for some seconds. */
export interface Look {
  asset: Asset
  device: DeviceConfig
  /** Whether the model gives a serial number. */
  hasIdentity: boolean
  link: LinkStatus | undefined
  /** Readings of each point, one for each instant of measuring, in order. */
  series: ReadonlyMap<PointName, readonly Reading[]>
  scalings: ReadonlyMap<PointName, PointScaling>
  /** Powers of the whole site: this asset's, and the sum of all others, kW into the bus; undefined with a meter missing. */
  balance: readonly { powerKW: KW | undefined; othersKW: KW | undefined }[]
  /** When the looking ended. */
  at: EpochMs
}

/** What a check found. */
export type Finding = Pick<DeviceCheck, 'result' | 'detail'>

/** Numbers of a point, those without a value left out; suspect ones count, for they are what is judged. */
export function valuesOf({ series }: Pick<Look, 'series'>, point: PointName): number[] {
  return (series.get(point) ?? []).flatMap(({ value, quality }) =>
    value === null || quality === 'bad' || quality === 'stale' ? [] : [value],
  )
}

/** The mean; `undefined` of nothing. */
export function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** A number with as many digits as help a person: `1,300`, `0.052`. */
export function figure(value: number): string {
  const size = Math.abs(value)
  if (size >= 1e9 || (size > 0 && size < 1e-4)) return value.toExponential(2)
  return value.toLocaleString('en', { maximumFractionDigits: size >= 100 ? 0 : size >= 1 ? 1 : 4 })
}

/** Findings of the same check in one: the worst result, all details. */
export function together(findings: readonly Finding[], otherwise: Finding): Finding {
  const rank = ['fail', 'warn', 'pass', 'notTried'] as const
  const worst = rank.find((result) => findings.some((finding) => finding.result === result))
  if (!worst) return otherwise
  const shown = worst === 'pass' || worst === 'notTried' ? findings : findings.filter(({ result }) => result === worst)
  return { result: worst, detail: shown.map(({ detail }) => detail).join(' ') }
}
