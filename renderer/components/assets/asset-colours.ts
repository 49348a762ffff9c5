import type { Asset } from '../../../domain/asset.ts'
import type { ColourName } from '../../theme/tokens.ts'

/** Colour in which the lines of a kind of asset are drawn everywhere. */
export const assetColours: Record<Asset['kind'], ColourName> = {
  grid: 'text',
  pv: 's2',
  wind: 's7',
  load: 's5',
  genset: 's6',
  battery: 's3',
  flywheel: 's4',
  hydrogen: 's4',
  container: 's1',
}
