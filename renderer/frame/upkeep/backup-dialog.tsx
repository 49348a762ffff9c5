import { Button, Modal } from '@mantine/core'
import type { Backup } from '../../../domain/rpc/history.ts'
import { useState } from 'react'
import { CopyButton } from '../../components/layout/copy-button.tsx'
import { useCommand } from '../../connection/use-command.ts'
import { formatBytes } from '../../format/bytes.ts'
import { quantityText } from '../../format/number.ts'
import { useObstacle } from '../../state/use-obstacle.ts'
import { ActButton } from '../../views/operate/act-button.tsx'
import css from './upkeep.module.css'

/** Makes a copy of the databases while the site runs, and says where it lies. */
export function BackupDialog({ onClose }: { onClose: () => void }) {
  const obstacle = useObstacle('engineer')
  const [made, setMade] = useState<Backup>()
  const { run, isBusy, problem } = useCommand<undefined, Backup>((client) => client.history.backup())
  return (
    <Modal
      opened
      onClose={onClose}
      title="Back up now"
      size={520}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <output className={css.words}>
        {isBusy ? <Working /> : made ? <Made {...made} /> : <p>{explanation}</p>}
        {problem && <p className={css.problem}>No backup was made: {problem.message}</p>}
      </output>
      <div className={css.acts}>
        <Button onClick={onClose}>Close</Button>
        {!made && (
          <ActButton
            isPrimary
            isBusy={isBusy}
            obstacle={obstacle}
            onClick={() => void run(undefined).then((backup) => setMade(backup))}
          >
            Back up
          </ActButton>
        )}
      </div>
    </Modal>
  )
}

const explanation =
  'The databases of the site and of its history are copied while everything runs on, and each copy is read through.'

function Working() {
  return (
    <>
      <progress className={css.progress} aria-label="Backup" />
      <p>Copying, then reading the copies through. It goes on when this is closed.</p>
    </>
  )
}

function Made({ folder, bytes }: Backup) {
  return (
    <>
      <p>A copy of {quantityText(formatBytes(bytes))} was made and found whole. It lies on the engine’s machine in</p>
      <p className={css.folder}>
        <code>{folder}</code>
        <CopyButton text={folder} what="the folder" />
      </p>
    </>
  )
}
