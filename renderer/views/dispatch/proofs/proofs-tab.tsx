import { useNavigate, useSearch } from '@tanstack/react-router'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { formatNumber } from '../../../format/number.ts'
import { FileMenu } from '../../field/file-menu.tsx'
import page from '../dispatch.module.css'
import type { ProofSearch } from '../search.ts'
import { ChainCheck } from './chain-check.tsx'
import { ProofFilters } from './proof-filters.tsx'
import { ProofTable } from './proof-table.tsx'
import { ProofView } from './proof-view.tsx'
import css from './proofs.module.css'
import { useProof, useProofList } from './use-proofs.ts'

/** What was ordered and what the meters say was delivered: the list, and one proof with everything in it. */
export function ProofsTab() {
  const search = useSearch({ from: '/dispatch/proofs' })
  const navigate = useNavigate()
  const go = (change: ProofSearch) => void navigate({ to: '/dispatch/proofs', search: change, replace: true })
  const { rows, problem, isReading, older } = useProofList(search)
  const chosenId = search.id ?? rows[0]?.id
  return (
    <div className={css.page}>
      <Panel
        title="Proofs of response"
        note={isReading ? 'reading…' : formatNumber(rows.length)}
        link={<ChainCheck />}
        isFilling
      >
        <ProofFilters search={search} onChange={go} />
        {problem && <EmptyState title="They cannot be read">{problem.message}</EmptyState>}
        <ProofTable rows={rows} chosenId={chosenId} onChoose={(id) => go({ ...search, id })} older={older} />
        {!isReading && rows.length === 0 && !problem && (
          <EmptyState title="No proof yet">A record begins by itself with each order, and stands here.</EmptyState>
        )}
      </Panel>
      {chosenId === undefined ? <NoneChosen /> : <Chosen id={chosenId} />}
    </div>
  )
}

function NoneChosen() {
  return (
    <Panel title="Proof" isFilling>
      <EmptyState title="None chosen">Choose one from the list.</EmptyState>
    </Panel>
  )
}

/** An order that runs has no signature yet, so no record that verifies by itself. */
const filesOfRunning: Record<string, string> = { pdf: 'Report of the event (PDF)', csv: 'Readings (CSV)' }
const filesOfKept = { ...filesOfRunning, json: 'Signed record (JSON), verifies offline' }

function Chosen({ id }: { id: string }) {
  const { data, error } = useProof(id)
  if (data)
    return (
      <ProofView
        proof={data}
        link={
          <FileMenu
            label="Export"
            formats={data.seal ? filesOfKept : filesOfRunning}
            make={(client, format) => client.proof.export({ id, format: format as 'pdf' | 'json' | 'csv' })}
          />
        }
      />
    )
  return (
    <Panel title="Proof" isFilling>
      {error ? (
        <EmptyState title="It cannot be read">{problemOf(error).message}</EmptyState>
      ) : (
        <p className={page.quiet}>Reading the record…</p>
      )}
    </Panel>
  )
}
