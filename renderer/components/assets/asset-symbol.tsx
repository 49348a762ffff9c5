import {
  BatteryMedium,
  CarBattery,
  Container,
  Cylinder,
  Factory,
  Fuel,
  type LucideIcon,
  ShipWheel,
  SolarPanel,
  UtilityPole,
  Wind,
} from 'lucide-react'
import type { Asset } from '../../../domain/asset.ts'

const symbols: Record<Asset['kind'], LucideIcon> = {
  grid: UtilityPole,
  pv: SolarPanel,
  wind: Wind,
  load: Factory,
  genset: Fuel,
  battery: BatteryMedium,
  flywheel: ShipWheel,
  hydrogen: Cylinder,
  container: Container,
}

/** Symbol of an asset by its kind; lead-acid batteries have their own. Decorative: the name stands beside it. */
export function AssetSymbol({ asset, size = 16 }: { asset: Asset; size?: number }) {
  const isLead = asset.kind === 'battery' && asset.chemistry !== 'liIon'
  const Symbol = isLead ? CarBattery : symbols[asset.kind]
  return <Symbol size={size} strokeWidth={1.5} aria-hidden style={{ flex: 'none' }} />
}
