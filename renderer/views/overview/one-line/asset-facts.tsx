import type { ReactNode } from 'react'
import { type Asset, type AssetKind, type AssetOf, socLimits, storedEnergyAtFullKWh } from '../../../../domain/asset.ts'
import type { PointName } from '../../../../domain/points.ts'
import { Value } from '../../../components/value.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatPoint, frequencyDeviation } from '../../../format/point.ts'
import { powerText } from '../../../format/power.ts'
import { useReading } from '../../../state/live.ts'
import { useStoredHour } from '../../faceplate/hour-trend.ts'
import { secondsLeft, timeToLimit } from '../../faceplate/storage-time.ts'
import css from './card.module.css'

/** The two to four facts that matter most for a kind of asset. */
export function AssetFacts({ asset }: { asset: Asset }) {
  return (
    <dl className={css.facts}>
      {asset.kind === 'grid' && <GridFacts asset={asset} />}
      {(asset.kind === 'flywheel' || asset.kind === 'battery') && <TimeFact asset={asset} />}
      {pointFacts[asset.kind]?.map(([label, point]) => (
        <PointFact key={point} label={label} assetId={asset.id} point={point} />
      ))}
      {asset.kind === 'load' && <LoadFacts asset={asset} />}
    </dl>
  )
}

const pointFacts: Partial<Record<AssetKind, readonly [label: string, point: PointName][]>> = {
  wind: [
    ['Available', 'availablePowerKW'],
    ['Wind', 'windSpeedMPerS'],
  ],
  pv: [
    ['Available', 'availablePowerKW'],
    ['Sun', 'irradianceWPerM2'],
  ],
  genset: [
    ['State', 'state'],
    ['Fuel', 'fuelPct'],
  ],
  flywheel: [['Stored', 'socPct']],
  battery: [['Stored', 'socPct']],
  hydrogen: [
    ['Tank', 'tankBar'],
    ['Hydrogen', 'hydrogenKg'],
    ['Stored', 'socPct'],
    ['Stack', 'stackDegC'],
  ],
}

function Fact({ label, isPlain, children }: { label: string; isPlain?: boolean; children: ReactNode }) {
  return (
    <div className={`${css.fact} ${isPlain ? css.plain : ''}`}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function PointFact({ label, assetId, point }: { label: string; assetId: string; point: PointName }) {
  const { value, quality } = useReading(assetId, point)
  const shown = value === null ? undefined : formatPoint(point, value)
  return (
    <Fact label={label}>
      <Value value={shown?.number} unit={shown?.unit ?? ''} quality={quality} size="text" />
    </Fact>
  )
}

/** The grid's frequency, and how far it is from nominal. */
function GridFacts({ asset }: { asset: Asset }) {
  const { value, quality } = useReading(asset.id, 'frequencyHz')
  return (
    <>
      <Fact label="Frequency" isPlain>
        <Value
          value={value === null ? undefined : formatPoint('frequencyHz', value).number}
          unit="Hz"
          quality={quality}
          size="text"
        />
      </Fact>
      <Fact label="Deviation" isPlain>
        <Value value={value === null ? undefined : frequencyDeviation(value)} unit="" quality={quality} size="text" />
      </Fact>
    </>
  )
}

/** How long it lasts: seconds at full power for flywheels, time to full or empty at the present power for batteries. */
function TimeFact({ asset }: { asset: AssetOf<'battery' | 'flywheel'> }) {
  const power = useReading(asset.id, 'activePowerKW')
  const { value: socPct } = useReading(asset.id, 'socPct')
  const { minSocPct, maxSocPct } = socLimits(asset)
  const fullKWh = storedEnergyAtFullKWh(asset) ?? 0
  if (power.value === null || socPct === null) return <Fact label="Lasts">unknown</Fact>
  const heading = timeToLimit({ powerKW: power.value, socPct, minSocPct, maxSocPct, fullKWh })
  const isBattery = asset.kind === 'battery'
  const fullPowerS = secondsLeft((Math.max(0, socPct - minSocPct) / 100) * fullKWh, asset.ratedPowerKW) ?? 0
  const spanMs = isBattery && heading ? heading.leftMs : fullPowerS * 1_000
  const label = isBattery && heading ? (heading.end === 'full' ? 'Full in' : 'Empty in') : 'At full power'
  return (
    <Fact label={label}>
      <Value
        value={isBattery ? formatDuration(spanMs) : formatNumber(fullPowerS)}
        unit={isBattery ? '' : 's'}
        quality={power.quality}
        size="text"
      />
    </Fact>
  )
}

function LoadFacts({ asset }: { asset: AssetOf<'load'> }) {
  const hour = useStoredHour(asset.id, 'activePowerKW', 60)
  // Draw is below zero in the data: the lowest value is the highest draw.
  const lows = hour?.min.filter((v) => v !== null) ?? []
  const highs = hour?.max.filter((v) => v !== null) ?? []
  const none = 'not stored yet'
  return (
    <>
      <Fact label="Rated">{powerText(asset.ratedPowerKW)}</Fact>
      <Fact label="Highest in 1 h">{lows.length > 0 ? powerText(Math.min(...lows)) : none}</Fact>
      <Fact label="Lowest in 1 h">{highs.length > 0 ? powerText(Math.max(...highs)) : none}</Fact>
    </>
  )
}
