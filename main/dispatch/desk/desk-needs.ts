import type { Clock } from '../../../domain/clock.ts'
import type { Authority } from '../../../domain/setpoint.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { KW } from '../../../domain/units.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import type { Image } from '../../image.ts'
import type { Room } from '../controllers/controller.ts'
import type { InstructionBook } from './instructions.ts'

/** What the desk sees of the loop. */
export interface DeskView {
  image(): Image
  /** Range that an operator may choose from, with the words for its ends: everything but instructions applied. */
  openRange(assetId: string): Room
  /** Link and quality allow a command; otherwise why not. */
  obstacle(assetId: string): string | undefined
  gridKW(): KW | undefined
  authorityOf(assetId: string): Authority
  /** A person takes the asset back from whoever else commanded it. */
  takeOver(assetId: string): void
}

/** What the desk is made of. */
export interface DeskNeeds {
  site: SiteConfig
  clock: Clock
  view: DeskView
  book: InstructionBook
  audit: WriteAudit
  newId: () => string
}
