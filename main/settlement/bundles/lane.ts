import { z } from 'zod'
import type { Ledger } from '../../../domain/settlement/ledger.ts'

const laneShape = z.object({ sequence: z.coerce.number(), coveredTo: z.coerce.number(), key: z.string() })

/** How far the chain has come with the batches of a site, and the key it takes them from. */
export type Lane = z.infer<typeof laneShape>

/** The lane of a site; `undefined` while the chain can't be asked. */
export async function laneOf(ledger: Ledger | undefined, site: number): Promise<Lane | undefined> {
  if (!ledger) return undefined
  try {
    const found = await ledger.read({ contract: 'DeliverySettlement', method: 'laneOf', args: [String(site)] })
    return laneShape.parse(found)
  } catch {
    // a chain that is silent or that has no such contract: the caller says that it can't be asked
    return undefined
  }
}
