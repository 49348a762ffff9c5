import type { ReactNode } from 'react'
import { type Asset, type AssetKind, type AssetOf, socLimits, storedEnergyAtFullKWh } from '../../../../domain/asset.ts'
import { storageModel } from '../../../../domain/models/storage.ts'
import type { PointName } from '../../../../domain/points.ts'
import { Value } from '../../../components/value.tsx'
import { formatRoughDuration } from '../../../format/duration.ts'
import { formatPoint, frequencyDeviation } from '../../../format/point.ts'
import { powerText } from '../../../format/power.ts'
import { useTrend } from '../../../history/use-trend.ts'
import { useReading } from '../../../state/live.ts'
import { secondsLeft, timeToLimit } from '../../faceplate/storage-time.ts'
import css from './card.module.css'

/** The two to four facts that matter most for a kind of asset. */
export function AssetFacts({ asset }: { asset: Asset }) {
  return (
    <dl className={css.facts}>
      {asset.kind === 'grid' && <GridFacts asset={asset} />}
      {(asset.kind === 'flywheel' || asset.kind === 'battery') && <TimeFact asset={asset} />}
      {pointFacts[asset.kind]?.map((fact) => (
        <PointFact key={fact.point} assetId={asset.id} {...fact} />
      ))}
      {asset.kind === 'load' && <LoadFacts asset={asset} />}
    </dl>
  )
}

interface Label {
  label: string
  /** Stands in for the label in a narrow card. */
  short?: string
}

const pointFacts: Partial<Record<AssetKind, readonly (Label & { point: PointName })[]>> = {
  wind: [
    { label: 'Available', short: 'Up to', point: 'availablePowerKW' },
    { label: 'Wind', point: 'windSpeedMPerS' },
  ],
  pv: [
    { label: 'Available', short: 'Up to', point: 'availablePowerKW' },
    { label: 'Sun', point: 'irradianceWPerM2' },
  ],
  genset: [
    { label: 'State', point: 'state' },
    { label: 'Fuel', point: 'fuelPct' },
  ],
  flywheel: [{ label: 'Stored', point: 'socPct' }],
  battery: [{ label: 'Stored', point: 'socPct' }],
  hydrogen: [
    { label: 'Tank', point: 'tankBar' },
    { label: 'Hydrogen', point: 'hydrogenKg' },
    { label: 'Stored', point: 'socPct' },
    { label: 'Stack', point: 'stackDegC' },
  ],
}

function Fact({ label, short, isPlain, children }: Label & { isPlain?: boolean; children: ReactNode }) {
  return (
    <div className={`${css.fact} ${isPlain ? css.plain : ''}`}>
      <dt>
        {short === undefined ? (
          label
        ) : (
          <>
            <span className={css.long}>{label}</span>
            <span className={css.short}>{short}</span>
          </>
        )}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

function PointFact({ assetId, point, ...label }: Label & { assetId: string; point: PointName }) {
  const { value, quality } = useReading(assetId, point)
  const shown = value === null ? undefined : formatPoint(point, value)
  return (
    <Fact {...label}>
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

/** How long it lasts: at its rated power, or for a battery at work to full or empty. */
function TimeFact({ asset }: { asset: AssetOf<'battery' | 'flywheel'> }) {
  const power = useReading(asset.id, 'activePowerKW')
  const { value: socPct } = useReading(asset.id, 'socPct')
  const { minSocPct, maxSocPct } = socLimits(asset)
  const fullKWh = storedEnergyAtFullKWh(asset) ?? 0
  if (power.value === null || socPct === null) return <Fact label="Lasts">unknown</Fact>
  const { chargeRatio, dischargeRatio } = storageModel(asset)
  const heading = timeToLimit({
    powerKW: power.value,
    socPct,
    minSocPct,
    maxSocPct,
    fullKWh,
    chargeRatio,
    dischargeRatio,
  })
  const usableKWh = (Math.max(0, socPct - minSocPct) / 100) * fullKWh * dischargeRatio
  const ratedS = secondsLeft(usableKWh, asset.ratedPowerKW) ?? 0
  const atWork = asset.kind === 'battery' ? heading : undefined
  const label = atWork ? (atWork.end === 'full' ? 'Full in' : 'Empty in') : 'At rated'
  return (
    <Fact label={label}>
      <Value
        value={formatRoughDuration(atWork ? atWork.leftMs : ratedS * 1_000)}
        unit=""
        quality={power.quality}
        size="text"
      />
    </Fact>
  )
}

function LoadFacts({ asset }: { asset: AssetOf<'load'> }) {
  const { values, words } = useTrend([asset.id], 'activePowerKW', 'sparkline')
  // Draw is below zero in the data: the lowest value is the highest draw.
  const known = values.filter((v) => v !== null)
  const when = words.startsWith('since') ? words : 'in 1 h'
  const none = 'not stored yet'
  return (
    <>
      <Fact label="Rated">{powerText(asset.ratedPowerKW)}</Fact>
      <Fact label={`High ${when}`}>{known.length > 0 ? powerText(Math.min(...known)) : none}</Fact>
      <Fact label={`Low ${when}`}>{known.length > 0 ? powerText(Math.max(...known)) : none}</Fact>
    </>
  )
}
