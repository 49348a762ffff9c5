import { type AssetOf } from '../../../../domain/asset.ts'
import { containerKinds } from '../../../../domain/models/containers.ts'
import { formatHashrate } from '../../../format/hashrate.ts'
import { formatNumber } from '../../../format/number.ts'
import { useReading } from '../../../state/live.ts'
import { Fact, PointFact } from '../facts.tsx'

function count({ value }: { value: number | null }): string {
  return value === null ? 'unknown' : formatNumber(value)
}

/** Efficiency of a full container: what half and double of it look like bounds the scale. */
function ratedEfficiency(asset: AssetOf<'container'>): number {
  return (asset.ratedPowerKW * 1_000) / containerKinds[asset.container].ratedHashrateTHs
}

/** What a mining container says of itself. */
export function ContainerFacts({ asset }: { asset: AssetOf<'container'> }) {
  const rule = containerKinds[asset.container]
  const hashing = useReading(asset.id, 'minersHashing')
  const asleep = useReading(asset.id, 'minersAsleep')
  const faulty = useReading(asset.id, 'minersFaulty')
  // Joules per terahash say something only where a terahash is the unit people speak in.
  const hasUsefulEfficiency = rule.shownUnit === 'PH/s'
  return (
    <>
      <PointFact
        asset={asset}
        point="hashrateTHs"
        scale={{ min: 0, max: rule.ratedHashrateTHs }}
        format={(value) => formatHashrate(asset.container, value)}
      />
      {hasUsefulEfficiency && (
        <PointFact asset={asset} point="efficiencyJPerTH" scale={{ min: 0, max: 2 * ratedEfficiency(asset) }} />
      )}
      <PointFact
        asset={asset}
        point="inletDegC"
        scale={{ min: 0, max: asset.maxAmbientDegC * 1.25, limitHigh: asset.maxAmbientDegC }}
      />
      <PointFact asset={asset} point="outletDegC" scale={{ min: 0, max: 80 }} />
      <PointFact asset={asset} point="fanPct" scale={{ min: 0, max: 100 }} />
      <Fact label="Miners">
        {hashing.value === null && asleep.value === null && faulty.value === null ? (
          'no value'
        ) : (
          <>
            <strong>{count(hashing)}</strong> hashing, <strong>{count(asleep)}</strong> asleep,{' '}
            <strong>{count(faulty)}</strong> faulty
          </>
        )}
      </Fact>
    </>
  )
}
