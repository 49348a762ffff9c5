import type { ColDef } from 'ag-grid-community'
import { type ReactNode, useMemo } from 'react'
import type { MarketRequest, RequestTerms } from '../../../../domain/market/book.ts'
import { quarterMs, quarterStart } from '../../../../domain/metering/quarter.ts'
import type { MarketBook, MarketNow } from '../../../../domain/rpc/market/shapes.ts'
import { formatDuration } from '../../../format/duration.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { BookGrid, ListPanel } from '../parts.tsx'
import { accountText, leftText, whText, windowText } from '../words.ts'

/** Storage that is asked for, with the competition for its parts. */
export function RequestsPanel(props: {
  book: MarketBook
  now: MarketNow
  chosen: number | undefined
  onChoose: (request: number) => void
  acts: ReactNode
}) {
  const { book, now, chosen, onChoose, acts } = props
  const { timeZone } = useSite()
  const at = useNow(1_000)
  const rows = useMemo(() => book.requests.toReversed().toSorted(openFirst), [book])
  const account = now.account
  const columns = useMemo(() => columnsFor({ at, timeZone, account }), [at, timeZone, account])
  const open = rows.filter(({ state }) => state === 'open').length
  return (
    <ListPanel
      title="Requests"
      note={`${open} in competition, ${agreementsText(book.agreements.length)} made`}
      isEmpty={rows.length === 0}
      empty={{ title: 'Nobody asks for storage', words: 'Ask for some: offers compete for it until the end you set.' }}
      acts={acts}
    >
      <BookGrid
        rows={rows}
        columns={columns}
        idOf={({ request }) => String(request)}
        chosen={chosen === undefined ? undefined : String(chosen)}
        onChoose={({ request }) => onChoose(request)}
      />
    </ListPanel>
  )
}

function openFirst(a: MarketRequest, b: MarketRequest): number {
  return Number(b.state === 'open') - Number(a.state === 'open')
}

function columnsFor({
  at,
  timeZone,
  account,
}: {
  at: number
  timeZone: string
  account: string | null
}): ColDef<MarketRequest>[] {
  return [
    { headerName: 'No.', field: 'request', width: 50 },
    { headerName: 'Asks', width: 104, valueGetter: ({ data }) => data && accountText(data.payer, account) },
    {
      headerName: 'Energy',
      width: 84,
      type: 'rightAligned',
      valueGetter: ({ data }) => data && whText(data.terms.volumeWh),
    },
    {
      headerName: 'Stores',
      minWidth: 130,
      flex: 1,
      valueGetter: ({ data }) => data && storesText(data.terms, at, timeZone),
      tooltipValueGetter: ({ data }) =>
        data ? windowText(data.terms.accumulateFrom, data.terms.supplyTo, at, timeZone) : '',
    },
    {
      headerName: 'Parts',
      width: 66,
      valueGetter: ({ data }) => data && `${filledOf(data)} of ${data.candidates.length}`,
    },
    {
      headerName: 'Competition',
      width: 118,
      valueGetter: ({ data }) => data && standingText(data, at),
    },
  ]
}

/** From when, and for how long. */
function storesText({ accumulateFrom, supplyTo }: RequestTerms, at: number, timeZone: string): string {
  const hours = formatDuration((supplyTo - accumulateFrom) * quarterMs)
  return `${formatWhen(quarterStart(accumulateFrom), at, timeZone)}, ${hours}`
}

function filledOf({ candidates }: MarketRequest): number {
  return candidates.filter((candidate) => candidate !== null).length
}

/** What is left of the competition, or what came of it. */
export function standingText({ state, bidUntil, agreements, linkedTo }: MarketRequest, at: number): string {
  const tied = linkedTo === null ? '' : `, with ${linkedTo}`
  if (state === 'open') return `${bidUntil < at ? 'to be concluded' : leftText(bidUntil, at)}${tied}`
  return state === 'concluded' ? agreementsText(agreements.length) : 'returned'
}

function agreementsText(count: number): string {
  return count === 1 ? '1 agreement' : `${count} agreements`
}
