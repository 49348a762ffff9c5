import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import type { NodePlace } from '../../../../domain/rpc/market/shapes.ts'
import { ReasonDialog } from '../../operate/reason-dialog.tsx'
import css from '../market.module.css'
import { useRenewMarket } from '../queries.ts'

/** Says where a node is: distances in the matching come from it. It stays on this machine. */
export function PlaceDialog(props: { node: number; place: NodePlace | undefined; onClose: () => void }) {
  const { node, place, onClose } = props
  const [latitudeDeg, setLatitude] = useState(place?.latitudeDeg ?? 0)
  const [longitudeDeg, setLongitude] = useState(place?.longitudeDeg ?? 0)
  const renew = useRenewMarket()
  return (
    <ReasonDialog
      title={`Where node ${node} is`}
      act="Keep the place"
      explanation="For distances in the matching. It is kept on this machine only; the chain knows zones."
      call={async (client, reason) => {
        await client.market.place({ node, latitudeDeg, longitudeDeg, reason })
        await renew()
      }}
      onClose={onClose}
    >
      <div className={css.row}>
        <NumberInput
          label="Latitude, °"
          min={-90}
          max={90}
          decimalScale={5}
          value={latitudeDeg}
          onChange={(value) => setLatitude(Number(value) || 0)}
        />
        <NumberInput
          label="Longitude, °"
          min={-180}
          max={180}
          decimalScale={5}
          value={longitudeDeg}
          onChange={(value) => setLongitude(Number(value) || 0)}
        />
      </div>
    </ReasonDialog>
  )
}
