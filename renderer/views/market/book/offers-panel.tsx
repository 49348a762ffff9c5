import type { ColDef } from 'ag-grid-community'
import { type ReactNode, useMemo, useState } from 'react'
import type { Offer } from '../../../../domain/market/book.ts'
import type { MarketNode } from '../../../../domain/market/members.ts'
import { energySources, storageKinds } from '../../../../domain/market/names.ts'
import { quarterStart } from '../../../../domain/metering/quarter.ts'
import type { MarketBook, MarketNow } from '../../../../domain/rpc/market/shapes.ts'
import { formatRoughDuration } from '../../../format/duration.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { MarketActDialog } from '../acts/act-dialog.tsx'
import { BookGrid, ListPanel } from '../parts.tsx'
import { pricesText, whText, windowText } from '../words.ts'

interface Row extends Offer {
  of: MarketNode | undefined
  isOwn: boolean
  isSettled: boolean
}

/** Storage on offer; an own one can be taken back. */
export function OffersPanel(props: {
  book: MarketBook
  nodes: readonly MarketNode[]
  now: MarketNow
  acts: ReactNode
}) {
  const { book, nodes, now, acts } = props
  const { timeZone } = useSite()
  const at = useNow(60_000)
  const [chosen, setChosen] = useState<number>()
  const [isCancelling, setCancelling] = useState(false)
  const rows = useMemo(() => rowsOf(book, nodes, now), [book, nodes, now])
  const columns = useMemo(() => columnsFor(at, timeZone), [at, timeZone])
  const own = rows.find(({ offer, isOwn }) => offer === chosen && isOwn)
  return (
    <ListPanel
      title="Offers"
      note={`${rows.length} live`}
      isEmpty={rows.length === 0}
      empty={{
        title: 'Nobody offers storage',
        words: 'Offer some: requests find it by time, power, losses, zone and price.',
      }}
      acts={
        <>
          <ActButton obstacle={own ? undefined : 'Choose an offer of this site.'} onClick={() => setCancelling(true)}>
            Take back…
          </ActButton>
          {acts}
        </>
      }
    >
      <BookGrid
        rows={rows}
        columns={columns}
        idOf={({ offer }) => String(offer)}
        onChoose={({ offer }) => setChosen(offer)}
      />
      {isCancelling && own && (
        <MarketActDialog
          title={`Take offer ${own.offer} back`}
          step="Reason"
          act="Take it back"
          order={{ of: 'trade', act: { act: 'cancelOffer', offer: own.offer } }}
          onClose={() => setCancelling(false)}
        />
      )}
    </ListPanel>
  )
}

function rowsOf(book: MarketBook, nodes: readonly MarketNode[], now: MarketNow): Row[] {
  const live = book.offers.filter(({ state, validUntil }) => state === 'live' && validUntil >= now.at)
  return live.toReversed().map((offer) => {
    const isSettled = !book.unsettled.includes(offer.transaction)
    return Object.assign({}, offer, {
      of: nodes.find(({ node }) => node === offer.node),
      isOwn: now.nodes.includes(offer.node),
      isSettled,
    })
  })
}

function columnsFor(now: number, timeZone: string): ColDef<Row>[] {
  return [
    { headerName: 'No.', field: 'offer', width: 50 },
    {
      headerName: 'Node',
      minWidth: 120,
      flex: 1,
      valueGetter: ({ data }) => data && nodeText(data),
    },
    {
      headerName: 'Left',
      width: 84,
      type: 'rightAligned',
      field: 'availableWh',
      valueFormatter: ({ data }) => (data ? whText(data.availableWh - data.lockedWh) : ''),
    },
    {
      headerName: 'Prices, POWEC',
      width: 148,
      valueGetter: ({ data }) => data && pricesText(data.prices),
      headerTooltip: 'Per kWh and hour reserved / per kWh and hour held / per kWh given back',
    },
    {
      headerName: 'Stores until',
      width: 126,
      valueGetter: ({ data }) => data && formatWhen(quarterStart(data.toQuarter), now, timeZone),
      tooltipValueGetter: ({ data }) => (data ? windowText(data.fromQuarter, data.toQuarter, now, timeZone) : ''),
    },
    { headerName: 'Holds', width: 76, valueGetter: ({ data }) => data && formatRoughDuration(data.validUntil - now) },
  ]
}

function nodeText({ node, of, isOwn, source, isSettled }: Row): string {
  const who = isOwn ? `${node}, this site` : String(node)
  return `${who}: ${of ? storageKinds[of.kind] : ''}, ${energySources[source].toLowerCase()}${isSettled ? '' : ', unconfirmed'}`
}
