import type { AssetOf } from '../../../../domain/asset.ts'
import { Value } from '../../../components/value.tsx'
import { formatNumber } from '../../../format/number.ts'
import { powerText } from '../../../format/power.ts'
import { useReading } from '../../../state/live.ts'
import { Fact, PointFact, readingText } from '../facts.tsx'
import css from '../faceplate.module.css'
import { secondsLeft } from '../storage-time.ts'

function Seconds(props: { assetId: string; powerKW: number | null; label: string; size: 'value' | 'small' }) {
  const energy = useReading(props.assetId, 'usableEnergyKWh')
  const seconds = energy.value === null || props.powerKW === null ? undefined : secondsLeft(energy.value, props.powerKW)
  const isResting = props.powerKW !== null && Math.abs(props.powerKW) < 0.5
  return (
    <div className={css.block}>
      {isResting ? (
        <span className={css.rest}>resting</span>
      ) : (
        <Value
          value={seconds === undefined ? undefined : formatNumber(seconds)}
          unit="s"
          quality={energy.quality}
          size={props.size}
        />
      )}
      <span className={css.label}>{props.label}</span>
    </div>
  )
}

/** What a flywheel bank says of itself. */
export function FlywheelFacts({ asset }: { asset: AssetOf<'flywheel'> }) {
  const power = useReading(asset.id, 'activePowerKW')
  const ready = useReading(asset.id, 'unitsReady')
  const vacuum = useReading(asset.id, 'vacuumPa')
  const loss = useReading(asset.id, 'standbyLossKW')
  const full = asset.units * asset.unitEnergyKWh
  const givesOut = power.value === null ? null : Math.max(0, power.value)
  return (
    <div>
      <div className={css.seconds}>
        <Seconds
          assetId={asset.id}
          powerKW={asset.ratedPowerKW}
          label={`left at rated ${powerText(asset.ratedPowerKW)}`}
          size="value"
        />
        <Seconds assetId={asset.id} powerKW={givesOut} label="left at present power" size="small" />
      </div>
      <dl className={css.facts}>
        <PointFact asset={asset} point="socPct" label="Stored" scale={{ min: 0, max: 100 }} />
        <PointFact asset={asset} point="usableEnergyKWh" scale={{ min: 0, max: full }} />
        <PointFact asset={asset} point="speedRpm" scale={{ min: 0, max: 36_000 }} />
        <PointFact asset={asset} point="bearingDegC" label="Bearing" scale={{ min: 0, max: 120 }} />
        <PointFact asset={asset} point="vibrationMmPerS" scale={{ min: 0, max: 10 }} />
        <Fact label="Vacuum, loss">
          {readingText('vacuumPa', vacuum)}, standby loss {readingText('standbyLossKW', loss)}
        </Fact>
        <Fact label="Units">
          <strong>{ready.value === null ? 'unknown' : formatNumber(ready.value)}</strong> of {formatNumber(asset.units)}{' '}
          ready
        </Fact>
      </dl>
    </div>
  )
}
