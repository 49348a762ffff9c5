import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Instruction } from '../../../../../domain/instruction.ts'
import type { AskedInstruction } from '../../../../../domain/rpc/dispatch/instructions.ts'
import { useClient } from '../../../../connection/connected.tsx'
import { problemOf } from '../../../../connection/problem.ts'
import { useLiveStore, useSite } from '../../../../state/live.ts'
import css from '../instructions.module.css'
import { instructionTitle, nameOf } from '../instruction-words.ts'
import { DryRunResult } from './dry-run-result.tsx'

/** The instruction as it would be asked anew at `now`. */
function askAgain(instruction: Instruction, now: number): AskedInstruction {
  const { source, owner, assetId, kind, powerKW, from, until, reason, subject = 'asset' } = instruction
  const { reference, feederId, primacy, rampMs } = instruction
  return {
    source: source === 'operator' ? 'operator' : 'grid',
    sender: owner,
    subject,
    kind,
    powerKW,
    from: from > now ? from : null,
    until,
    reason,
    ...(subject === 'asset' && { assetId }),
    ...(feederId !== undefined && { feederId }),
    ...(reference !== undefined && { reference }),
    ...(primacy !== undefined && { primacy }),
    ...(rampMs !== undefined && { rampMs }),
  }
}

/** Tries an announced instruction on the site as it stands now; nothing is changed. */
export function DryRunDialog({ instruction, onClose }: { instruction: Instruction; onClose: () => void }) {
  const site = useSite()
  const client = useClient()
  const store = useLiveStore()
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['dry run', instruction.id],
    queryFn: () => client.instructions.dryRun(askAgain(instruction, store.now())),
    retry: false,
    gcTime: 0,
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Dry run of ${nameOf(instruction)}`}
      size={640}
      centered
      withinPortal={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p className={css.said}>{instructionTitle(instruction, site)}, as if it held now. Nothing is changed by it.</p>
      {error && <p role="alert">{problemOf(error).message}</p>}
      {data ? <DryRunResult run={data} /> : !error && <p className={css.said}>The engine tries it…</p>}
      <footer className={css.foot}>
        <Button onClick={onClose}>Close</Button>
        <Button loading={isFetching} onClick={() => void refetch()}>
          Run again
        </Button>
      </footer>
    </Modal>
  )
}
