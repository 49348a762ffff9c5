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
import { createElement } from 'react'
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

/** Which symbol an asset has, by its kind; lead-acid batteries have their own. */
export function symbolOf(asset: Asset): LucideIcon {
  const isLead = asset.kind === 'battery' && asset.chemistry !== 'liIon'
  return isLead ? CarBattery : symbols[asset.kind]
}

/** Symbol of an asset. Decorative: the name stands beside it. */
export function AssetSymbol({ asset, size = 16 }: { asset: Asset; size?: number }) {
  return createElement(symbolOf(asset), { size, strokeWidth: 1.5, 'aria-hidden': true, style: { flex: 'none' } })
}
