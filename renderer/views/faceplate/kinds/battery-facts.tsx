import { type AssetOf, socLimits } from '../../../../domain/asset.ts'
import { chemistries } from '../../../../domain/models/chemistries.ts'
import { formatDuration } from '../../../format/duration.ts'
import { formatNumber } from '../../../format/number.ts'
import { useReading } from '../../../state/live.ts'
import { Fact, readingText } from '../facts.tsx'
import { timeToLimit } from '../storage-time.ts'
import { StorageLevel } from './storage-level.tsx'

function useTimeText(asset: AssetOf<'battery'>): { label: string; text: string } {
  const power = useReading(asset.id, 'activePowerKW')
  const soc = useReading(asset.id, 'socPct')
  const { minSocPct, maxSocPct } = socLimits(asset)
  if (power.value === null || soc.value === null) return { label: 'Full or empty', text: 'no value' }
  const { chargeRatio, dischargeRatio } = chemistries[asset.chemistry]
  const time = timeToLimit({
    powerKW: power.value,
    socPct: soc.value,
    minSocPct,
    maxSocPct,
    fullKWh: asset.ratedEnergyKWh,
    chargeRatio,
    dischargeRatio,
  })
  if (!time) return { label: 'Full or empty', text: 'resting' }
  const label = time.end === 'full' ? `Full at ${time.atPct} %` : `Empty at ${time.atPct} %`
  return { label, text: time.leftMs < 1_000 ? 'now' : `in ${formatDuration(time.leftMs)}` }
}

function useCellText(assetId: string): string {
  const low = useReading(assetId, 'cellVoltageMinV')
  const high = useReading(assetId, 'cellVoltageMaxV')
  const temperature = useReading(assetId, 'temperatureDegC')
  const degrees = readingText('temperatureDegC', temperature)
  if (low.value === null || high.value === null) return degrees
  return `${degrees}, spread ${formatNumber((high.value - low.value) * 1_000)} mV`
}

/** What a battery says of itself. */
export function BatteryFacts({ asset }: { asset: AssetOf<'battery'> }) {
  const usable = useReading(asset.id, 'usableEnergyKWh')
  const health = useReading(asset.id, 'sohPct')
  const cycles = useReading(asset.id, 'cycleCount')
  const { minSocPct, maxSocPct } = socLimits(asset)
  const band = ((maxSocPct - minSocPct) / 100) * asset.ratedEnergyKWh
  const time = useTimeText(asset)
  const cells = useCellText(asset.id)
  return (
    <StorageLevel asset={asset} label="charged">
      <Fact label={time.label}>
        <strong>{time.text}</strong>
      </Fact>
      <Fact label="Usable">
        <strong>{usable.value === null ? 'no value' : formatNumber(usable.value)}</strong> of {formatNumber(band)} kWh
      </Fact>
      <Fact label="Health, cycles">
        {readingText('sohPct', health)}, {cycles.value === null ? 'no value' : formatNumber(cycles.value)}
      </Fact>
      <Fact label="Cells">{cells}</Fact>
      <Fact label="Rule">
        {chemistries[asset.chemistry].label}, depth of discharge {formatNumber(maxSocPct - minSocPct)} %
      </Fact>
    </StorageLevel>
  )
}
