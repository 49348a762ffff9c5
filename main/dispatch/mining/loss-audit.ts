import type { WriteAudit } from '../../audit/audit.ts'
import { spanWords } from '../words.ts'
import type { EndedLoss } from './knowledge.ts'

/** Writes a row for each loss of hashrate that is over, with the energy not drawn: what settlement needs to know. */
export function createLossAudit({ audit }: { audit: WriteAudit }) {
  return ({ asset, since, until, missedKWh, missedTHh, kind }: EndedLoss): void => {
    const how = kind === 'idle' ? 'drew and hashed nothing' : 'hashrate and draw fell by themselves'
    const missed = `${missedKWh.toFixed(1)} kWh not drawn, ${missedTHh.toPrecision(3)} TH/s for an hour not hashed`
    const detail = `${asset.name} ${how} for ${spanWords(until - since)}: ${missed}`
    audit({ person: 'engine', action: 'HashrateLost', assetId: asset.id, detail })
  }
}
