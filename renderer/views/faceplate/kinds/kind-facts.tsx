import type { Asset } from '../../../../domain/asset.ts'
import css from '../faceplate.module.css'
import { BatteryFacts } from './battery-facts.tsx'
import { ContainerFacts } from './container-facts.tsx'
import { FlywheelFacts } from './flywheel-facts.tsx'
import { GensetFacts, GenerationFacts } from './generation-facts.tsx'
import { HydrogenFacts } from './hydrogen-facts.tsx'
import { GridFacts, LoadFacts } from './metered-facts.tsx'

/** What an asset says of itself, by its kind. */
export function KindFacts({ asset }: { asset: Asset }) {
  if (asset.kind === 'battery') return <BatteryFacts asset={asset} />
  if (asset.kind === 'flywheel') return <FlywheelFacts asset={asset} />
  if (asset.kind === 'hydrogen') return <HydrogenFacts asset={asset} />
  return (
    <dl className={css.facts}>
      <PlainFacts asset={asset} />
    </dl>
  )
}

function PlainFacts({ asset }: { asset: Asset }) {
  switch (asset.kind) {
    case 'container':
      return <ContainerFacts asset={asset} />
    case 'pv':
    case 'wind':
      return <GenerationFacts asset={asset} />
    case 'genset':
      return <GensetFacts asset={asset} />
    case 'grid':
      return <GridFacts asset={asset} />
    case 'load':
      return <LoadFacts asset={asset} />
    default:
      return null
  }
}
