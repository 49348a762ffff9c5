import type { EvidenceDetail } from '../../../../domain/rpc/health/forecasts.ts'
import { PeersStrip } from '../../../charts/peers/peers-strip.tsx'
import { assetColours } from '../../../components/assets/asset-colours.ts'
import { formatNumber } from '../../../format/number.ts'
import { useSite } from '../../../state/live.ts'
import css from './evidence.module.css'
import { othersText } from './peers-words.ts'

/** The same signal at the peers of an asset now. */
export function PeersFigure({ peers, assetId }: { peers: EvidenceDetail['peers'][number]; assetId: string }) {
  const { assets } = useSite()
  const kind = assets.find(({ id }) => id === assetId)?.kind
  const { label, unit, rows } = peers
  const own = rows.find((row) => row.assetId === assetId)
  const words = othersText(peers, assetId)
  const title = `${label}${unit === '' ? '' : `, ${unit}`}`
  const ownText = own?.value == null ? 'no value' : formatNumber(own.value, 2)
  return (
    <div className={css.figure}>
      <p className={css.title}>
        <strong>{title}</strong> <span>{rows.length} now</span>
      </p>
      <div className={css.plot}>
        <PeersStrip
          peers={rows.map((row) => ({ id: row.assetId, name: row.name, value: row.value }))}
          ownId={assetId}
          colour={kind ? assetColours[kind] : 's1'}
          label={`${title}: ${own?.name ?? 'this one'} ${ownText}; ${words}`}
        />
      </div>
      <p className={css.under}>{words}</p>
    </div>
  )
}
