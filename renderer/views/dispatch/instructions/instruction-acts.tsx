import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Instruction } from '../../../../domain/instruction.ts'
import { useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { ReasonDialog } from '../../operate/reason-dialog.tsx'
import { useProofOf } from '../proofs/use-proofs.ts'
import { DryRunDialog } from './dry-run/dry-run-dialog.tsx'
import css from './instructions.module.css'
import { instructionTitle, isOpen, nameOf } from './instruction-words.ts'
import { OptOutDialog } from './opt-out-dialog.tsx'

/** What can be done with an instruction: try it again before it begins, leave it, end it, look at its proof. */
export function InstructionActs({ instruction }: { instruction: Instruction }) {
  const obstacle = useObstacle('operator')
  const proof = useProofOf(instruction.id)
  const [asks, setAsks] = useState<'dryRun' | 'optOut' | 'end'>()
  const close = () => setAsks(undefined)
  const { source, state } = instruction
  const isReceived = source === 'grid' || source === 'service'
  return (
    <>
      <div className={css.acts}>
        {(state === 'far' || state === 'near') && (
          <ActButton obstacle={obstacle} onClick={() => setAsks('dryRun')}>
            Dry run again
          </ActButton>
        )}
        {proof && (
          <Button renderRoot={(props) => <Link {...props} to="/dispatch/proofs" search={{ id: proof.id }} />}>
            {isOpen(instruction) ? 'Proof so far' : 'Proof'}
          </Button>
        )}
        {isOpen(instruction) && isReceived && (
          <ActButton obstacle={obstacle} onClick={() => setAsks('optOut')}>
            Opt out…
          </ActButton>
        )}
        {isOpen(instruction) && source !== 'plan' && (
          <ActButton obstacle={obstacle} onClick={() => setAsks('end')}>
            {isReceived ? 'Recalled…' : 'End early…'}
          </ActButton>
        )}
      </div>
      {asks === 'dryRun' && <DryRunDialog instruction={instruction} onClose={close} />}
      {asks === 'optOut' && <OptOutDialog instruction={instruction} onClose={close} />}
      {asks === 'end' && <EndDialog instruction={instruction} isReceived={isReceived} onClose={close} />}
    </>
  )
}

function EndDialog(props: { instruction: Instruction; isReceived: boolean; onClose: () => void }) {
  const { instruction, isReceived, onClose } = props
  const site = useSite()
  const what = instructionTitle(instruction, site)
  const back = instruction.afterwards === 'previous' ? 'The command before it returns.' : 'Automatic control returns.'
  return (
    <ReasonDialog
      title={`End ${nameOf(instruction)} early`}
      act="End now"
      explanation={`${what}. ${isReceived ? `For when ${instruction.owner} took it back. ` : ''}${back}`}
      call={(client, reason) => client.instructions.cancel({ instructionId: instruction.id, reason })}
      onClose={onClose}
    />
  )
}
