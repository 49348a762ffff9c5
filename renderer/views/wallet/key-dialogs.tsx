import { useState } from 'react'
import type { KeyName } from '../../../domain/rpc/settlement/wallet.ts'
import { TwoStepDialog } from '../settlement/acts/two-step-dialog.tsx'
import { keyWords, passphraseObstacle } from './key-words.ts'
import { Passphrase } from './passphrase.tsx'

interface KeyDialog {
  name: KeyName
  onClose: () => void
}

/** Makes a key, encrypted by a passphrase that is kept nowhere. */
export function CreateKeyDialog({ name, onClose }: KeyDialog) {
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const { title } = keyWords[name]
  return (
    <TwoStepDialog
      title={`Create the ${title.toLowerCase()}`}
      act="Create the key"
      obstacle={passphraseObstacle(passphrase, again)}
      effects={[
        { label: 'Makes', words: `a new ${title.toLowerCase()} on this machine, encrypted by the passphrase` },
        { label: 'Passphrase', words: 'is kept nowhere: whoever forgets it loses the key' },
        { label: 'Next', words: 'make a backup and check it before anything is signed' },
      ]}
      call={async (client, reason) => {
        if (name === 'operator') await client.wallet.createOperator({ passphrase, reason })
        else await client.settlement.createKey({ passphrase, reason })
        return 'The key is made and open. Make a backup now.'
      }}
      onClose={onClose}
    >
      <Passphrase isNew value={passphrase} onChange={setPassphrase} />
      <Passphrase isNew label="Passphrase again" value={again} onChange={setAgain} />
    </TwoStepDialog>
  )
}

/** Opens a key until the engine ends or somebody locks it. */
export function UnlockKeyDialog({ name, onClose }: KeyDialog) {
  const [passphrase, setPassphrase] = useState('')
  const { title } = keyWords[name]
  return (
    <TwoStepDialog
      title={`Unlock the ${title.toLowerCase()}`}
      act="Unlock"
      isReasonless
      obstacle={passphrase === '' ? 'The passphrase is missing.' : undefined}
      effects={[
        { label: 'Opens', words: `the ${title.toLowerCase()} until the engine ends or it is locked` },
        {
          label: 'Then',
          words:
            name === 'controller'
              ? 'statements that wait are signed in order'
              : 'what waits in the outbox is signed and sent',
        },
      ]}
      call={async (client) => {
        if (name === 'operator') await client.wallet.unlockOperator({ passphrase })
        else await client.settlement.unlock({ passphrase })
        return 'The key is open.'
      }}
      onClose={onClose}
    >
      <Passphrase value={passphrase} onChange={setPassphrase} />
    </TwoStepDialog>
  )
}

/** Closes a key. */
export function LockKeyDialog({ name, onClose }: KeyDialog) {
  const { title } = keyWords[name]
  return (
    <TwoStepDialog
      title={`Lock the ${title.toLowerCase()}`}
      act="Lock"
      effects={[
        {
          label: 'Then',
          words:
            name === 'controller'
              ? 'statements are drafted and wait unsigned'
              : 'the outbox keeps all and sends nothing',
        },
        { label: 'Lost', words: 'nothing' },
      ]}
      call={async (client, reason) => {
        if (name === 'operator') await client.wallet.lockOperator({ reason })
        else await client.settlement.lock({ reason })
        return 'The key is closed.'
      }}
      onClose={onClose}
    />
  )
}
