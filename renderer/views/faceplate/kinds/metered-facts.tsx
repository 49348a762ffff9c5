import type { AssetOf } from '../../../../domain/asset.ts'
import { energySumText } from '../../../format/energy.ts'
import { frequencyDeviation } from '../../../format/point.ts'
import { powerText } from '../../../format/power.ts'
import { useReading, useSite } from '../../../state/live.ts'
import { Fact, PointFact, readingText } from '../facts.tsx'

function energyText(value: number | null): string {
  return value === null ? 'no value' : energySumText(value)
}

/** What the meter of the grid connection says. */
export function GridFacts({ asset }: { asset: AssetOf<'grid'> }) {
  const { connection } = useSite()
  const frequency = useReading(asset.id, 'frequencyHz')
  const voltage = useReading(asset.id, 'voltageV')
  const reactive = useReading(asset.id, 'reactivePowerKvar')
  const imported = useReading(asset.id, 'importedKWh')
  const exported = useReading(asset.id, 'exportedKWh')
  return (
    <>
      <PointFact asset={asset} point="frequencyHz" scale={{ min: 49.5, max: 50.5, normal: [49.9, 50.1] }} />
      <Fact label="Deviation">{frequency.value === null ? 'no value' : frequencyDeviation(frequency.value)}</Fact>
      <Fact label="Voltage">{readingText('voltageV', voltage)}</Fact>
      <Fact label="Reactive power">
        {reactive.value === null
          ? 'no value'
          : `${reactive.value < 0 ? 'absorbing' : 'injecting'} ${readingText('reactivePowerKvar', { ...reactive, value: Math.abs(reactive.value) })}`}
      </Fact>
      <Fact label="Agreed">
        import {powerText(connection.importLimitKW)}, export {powerText(connection.exportLimitKW)}
      </Fact>
      <Fact label="Counters">
        {energyText(imported.value)} imported, {energyText(exported.value)} exported
      </Fact>
    </>
  )
}

/** What the meter of a load says; loads are metered and never steered. */
export function LoadFacts({ asset }: { asset: AssetOf<'load'> }) {
  const absorbed = useReading(asset.id, 'absorbedKWh')
  return (
    <>
      <Fact label="Rated">{powerText(asset.ratedPowerKW)}</Fact>
      <Fact label="Counter">{energyText(absorbed.value)} drawn</Fact>
      <Fact label="Control">metered only, nothing is written to it</Fact>
    </>
  )
}
