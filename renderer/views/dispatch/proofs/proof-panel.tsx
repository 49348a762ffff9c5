import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { powerPhrase } from '../../../format/power.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite, useStatus } from '../../../state/live.ts'
import { ProofChart } from './chart/proof-chart.tsx'
import { Figures, SealChip } from './proof-view.tsx'
import { figuresOf, kindOf, orderTitle } from './proof-words.ts'
import css from './proofs.module.css'
import { useNewestProofs, useProof } from './use-proofs.ts'

/** How the last order was followed: the newest proof in short. */
export function ProofPanel() {
  const site = useSite()
  const now = useNow(60_000)
  const { isReplay } = useStatus()
  const proofs = useNewestProofs()
  const newest = proofs?.[0]
  const { data } = useProof(newest?.id)
  if (!newest || !data)
    return (
      <Panel title="Proof of response" isFilling>
        <EmptyState title={emptyTitle(isReplay === true, proofs === undefined || newest !== undefined)}>
          A record begins by itself with each order.
        </EmptyState>
      </Panel>
    )
  const { order, verdict } = data
  const last = order.steps.at(-1)?.powerKW ?? 0
  return (
    <Panel
      title="Proof of response"
      note={`${orderTitle(order, last, site)}, ${formatWhen(order.from, now, site.timeZone)}`}
      link={
        <>
          <SealChip proof={data} />
          <Link to="/dispatch/proofs" search={{ id: data.id }} aria-label="Open the proof">
            Open <ChevronRight size={12} aria-hidden />
          </Link>
        </>
      }
      isFilling
    >
      <div className={css.chart}>
        <ProofChart proof={data} label="Power ordered and delivered" />
      </div>
      <Figures isDense figures={figuresOf(verdict, powerPhrase(kindOf(order, site.assets), last)).slice(0, 6)} />
    </Panel>
  )
}

function emptyTitle(isReplay: boolean, isReading: boolean): string {
  if (isReplay) return 'A replay shows no proofs'
  return isReading ? 'Reading the record…' : 'No proof yet'
}
