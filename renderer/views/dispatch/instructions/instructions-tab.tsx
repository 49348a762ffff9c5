import { SegmentedControl, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Instruction } from '../../../../domain/instruction.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useClient } from '../../../connection/connected.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { formatNumber } from '../../../format/number.ts'
import { useInstructions, useLiveStore, useSite } from '../../../state/live.ts'
import { AuditPanel } from '../commands/audit-panel.tsx'
import page from '../dispatch.module.css'
import css from './instructions.module.css'
import { InstructionCard } from './instruction-card.tsx'
import { InstructionTable } from './instruction-table.tsx'
import { instructionTitle, isOpen, senderWords, sortInstructions } from './instruction-words.ts'

const dayMs = 86_400_000
const spans = { '2': 'Two days', '14': 'Two weeks', '90': 'Three months' } as const
type Span = keyof typeof spans

/** Everything that was asked of the site and is: one of them beside the list, and what people did. */
export function InstructionsTab() {
  const { id } = useSearch({ from: '/dispatch/instructions' })
  const navigate = useNavigate()
  const [span, setSpan] = useState<Span>('2')
  const { rows, problem } = useListed(span)
  const chosen = rows.find((i) => i.id === id) ?? rows[0]
  const choose = (next: string) => void navigate({ to: '/dispatch/instructions', search: { id: next }, replace: true })
  return (
    <div className={page.body}>
      <div className={page.main}>
        <ListPanel {...{ rows, problem, span, setSpan, choose }} chosenId={chosen?.id} />
      </div>
      <div className={page.aside}>
        <Panel title="Instruction" note={chosen && isOpen(chosen) ? 'open' : 'over'}>
          {chosen ? (
            <div className={css.cards}>
              <InstructionCard instruction={chosen} isWhole />
            </div>
          ) : (
            <EmptyState title="None chosen">It stands here once there is one.</EmptyState>
          )}
        </Panel>
        <AuditPanel />
      </div>
    </div>
  )
}

/** What the engine keeps of a time, with what holds now as it stands on the live stream. */
function useListed(span: Span): { rows: Instruction[]; problem: string | undefined } {
  const client = useClient()
  const store = useLiveStore()
  const live = useInstructions()
  const { data, error } = useQuery({
    queryKey: ['instructions', span],
    queryFn: () => {
      const now = store.now()
      return client.instructions.list({
        from: Math.round(now - Number(span) * dayMs),
        until: Math.round(now + 8 * dayMs),
        limit: 500,
      })
    },
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
  })
  const all = new Map([...((data ?? []) as Instruction[]), ...live].map((i) => [i.id, i]))
  return { rows: sortInstructions([...all.values()]), problem: error ? problemOf(error).message : undefined }
}

function ListPanel(props: {
  rows: readonly Instruction[]
  problem: string | undefined
  span: Span
  setSpan: (span: Span) => void
  choose: (id: string) => void
  chosenId: string | undefined
}) {
  const { rows, problem, span, setSpan, choose, chosenId } = props
  const site = useSite()
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const shown = rows.filter((i) =>
    `${instructionTitle(i, site)} ${senderWords(i)} ${i.reason}`.toLowerCase().includes(wanted),
  )
  return (
    <Panel
      title="All instructions"
      note={`${formatNumber(shown.length)} of ${formatNumber(rows.length)}`}
      link={
        <>
          <TextInput
            aria-label="Search instructions"
            placeholder="Search"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <SegmentedControl
            role="radiogroup"
            aria-label="How far back"
            value={span}
            onChange={(value) => setSpan(value as Span)}
            data={(Object.keys(spans) as Span[]).map((value) => ({ value, label: spans[value] }))}
          />
        </>
      }
      isFilling
    >
      {problem !== undefined && <p role="alert">{problem}</p>}
      <InstructionTable rows={shown} chosenId={chosenId} onChoose={choose} />
      {shown.length === 0 && (
        <EmptyState title={rows.length === 0 ? 'No instructions in this time' : 'None fits the search'} />
      )}
    </Panel>
  )
}
