import type { AssetOf } from '../../../../domain/asset.ts'
import { formatNumber, quantityText } from '../../../format/number.ts'
import { formatPower, powerText } from '../../../format/power.ts'
import { useDecision, useReading } from '../../../state/live.ts'
import { Fact, PointFact, readingText } from '../facts.tsx'

/** What a PV or wind plant says of itself. */
export function GenerationFacts({ asset }: { asset: AssetOf<'pv' | 'wind'> }) {
  const available = useReading(asset.id, 'availablePowerKW')
  const power = useReading(asset.id, 'activePowerKW')
  const injected = useReading(asset.id, 'injectedKWh')
  const decision = useDecision(asset.id)
  const ceiling = decision?.setpointKW
  const held = available.value === null || power.value === null ? undefined : available.value - power.value
  const isHeld = held !== undefined && held > asset.ratedPowerKW * 0.02
  return (
    <>
      <PointFact asset={asset} point="availablePowerKW" label="Available" scale={{ min: 0, max: asset.ratedPowerKW }} />
      {asset.kind === 'pv' ? (
        <PointFact asset={asset} point="irradianceWPerM2" scale={{ min: 0, max: 1_200 }} />
      ) : (
        <PointFact asset={asset} point="windSpeedMPerS" scale={{ min: 0, max: 25 }} />
      )}
      <Fact label="Ceiling">
        {ceiling === undefined || ceiling === null ? 'none, runs free' : powerText(ceiling)}
        {isHeld ? `, ${quantityText(formatPower(held))} held back` : ''}
      </Fact>
      <Fact label="Produced">{readingText('injectedKWh', injected)}</Fact>
    </>
  )
}

/** What a backup generator says of itself. */
export function GensetFacts({ asset }: { asset: AssetOf<'genset'> }) {
  const hours = useReading(asset.id, 'runHoursH')
  const starts = useReading(asset.id, 'startCount')
  return (
    <>
      <PointFact asset={asset} point="fuelPct" scale={{ min: 0, max: 100 }} />
      <Fact label="Lowest power">{powerText(asset.minPowerKW)} while running</Fact>
      <Fact label="Run hours">
        {readingText('runHoursH', hours)},{' '}
        {starts.value === null ? 'starts unknown' : `${formatNumber(starts.value)} starts`}
      </Fact>
    </>
  )
}
