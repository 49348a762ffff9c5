import type { Commitment } from '../../../domain/dispatch/commitment.ts'
import type { Outlook } from '../../../domain/dispatch/forecast.ts'
import type { HashAlgorithm } from '../../../domain/dispatch/price-settings.ts'
import type { Instruction } from '../../../domain/instruction.ts'
import type { Authority } from '../../../domain/setpoint.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs, KW } from '../../../domain/units.ts'
import type { Image } from '../../image.ts'
import type { RunBook } from './run-book.ts'

/** Everything a problem is built from, as it stands now. */
export interface SiteView {
  site: SiteConfig
  now: EpochMs
  image: Image
  authorityOf(assetId: string): Authority
  instructions: readonly Instruction[]
  commitments: readonly Commitment[]
  outlook: Outlook
  /** EUR per TH/s and day; `null` where nobody says: then the container's usual one counts. */
  hashpriceOf(algorithm: HashAlgorithm): number | null
  /** Highest charged mean import of the month so far. */
  peakSoFarKW: KW
  runs: RunBook
}
