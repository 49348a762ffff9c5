import type { AssetOf } from '../../../../domain/asset.ts'
import { formatDuration } from '../../../format/duration.ts'
import { energySumText } from '../../../format/energy.ts'
import { formatNumber } from '../../../format/number.ts'
import { powerText } from '../../../format/power.ts'
import { useReading } from '../../../state/live.ts'
import { Fact, readingText } from '../facts.tsx'
import { secondsLeft } from '../storage-time.ts'
import { StorageLevel } from './storage-level.tsx'

function running(powerKW: number | null, verb: string, ratedKW: number): string {
  if (powerKW === null) return 'no value'
  if (Math.abs(powerKW) < 0.5) return `off, rated ${powerText(ratedKW)}`
  return `${verb} ${powerText(powerKW)} of ${powerText(ratedKW)}`
}

/** What a hydrogen storage says of itself: electrolyser and fuel cell apart, the tank between them. */
export function HydrogenFacts({ asset }: { asset: AssetOf<'hydrogen'> }) {
  const kg = useReading(asset.id, 'hydrogenKg')
  const bar = useReading(asset.id, 'tankBar')
  const electrolyser = useReading(asset.id, 'electrolyserKW')
  const fuelCell = useReading(asset.id, 'fuelCellKW')
  const stack = useReading(asset.id, 'stackDegC')
  const usable = useReading(asset.id, 'usableEnergyKWh')
  const seconds = usable.value === null ? undefined : secondsLeft(usable.value, asset.fuelCellKW)
  return (
    <StorageLevel asset={asset} label="filled">
      <Fact label="Tank">
        <strong>{kg.value === null ? 'no value' : formatNumber(kg.value)}</strong> of {formatNumber(asset.tankKg)} kg,{' '}
        {readingText('tankBar', bar)}
      </Fact>
      <Fact label="Electrolyser">{running(electrolyser.value, 'drawing', asset.electrolyserKW)}</Fact>
      <Fact label="Fuel cell">{running(fuelCell.value, 'giving', asset.fuelCellKW)}</Fact>
      <Fact label="Usable">
        {usable.value === null ? 'no value' : energySumText(usable.value)}
        {seconds === undefined ? '' : `, ${formatDuration(seconds * 1_000)} at rated`}
      </Fact>
      <Fact label="Stack">{readingText('stackDegC', stack)}</Fact>
    </StorageLevel>
  )
}
