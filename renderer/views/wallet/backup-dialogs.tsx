import { FileInput } from '@mantine/core'
import { useState } from 'react'
import type { KeyName } from '../../../domain/rpc/settlement/wallet.ts'
import { fileOf } from '../field/device-list/list-file.ts'
import { saveFile } from '../field/save-file.ts'
import { TwoStepDialog } from '../settlement/acts/two-step-dialog.tsx'
import { keyWords } from './key-words.ts'
import { Passphrase } from './passphrase.tsx'

interface KeyDialog {
  name: KeyName
  onClose: () => void
}

/** Hands the encrypted key to the person as a file. */
export function MakeBackupDialog({ name, onClose }: KeyDialog) {
  const { title } = keyWords[name]
  return (
    <TwoStepDialog
      title={`Back up the ${title.toLowerCase()}`}
      act="Make the file"
      effects={[
        {
          label: 'Makes',
          words: 'one file with the key as it is encrypted; without the passphrase it is worth nothing',
        },
        { label: 'Counts', words: 'once “Check a backup…” has opened it' },
      ]}
      call={async (client, reason) => {
        saveFile(await client.wallet.backup({ key: name, reason }))
        return 'The file is made. Put it on another disk, then check it.'
      }}
      onClose={onClose}
    />
  )
}

/** Lets a key of the controller go without a proven backup; the reason is kept and shown. */
export function GoWithoutDialog({ name, onClose }: KeyDialog) {
  const { title } = keyWords[name]
  return (
    <TwoStepDialog
      title={`Let the ${title.toLowerCase()} go without a backup`}
      act="Go without"
      effects={[
        { label: 'Then', words: 'the registry is told of the key, though one disk can take it away' },
        { label: 'Lost', words: 'with the disk: then the account of the owner has to name another key' },
        { label: 'Shown', words: 'your name and the reason, beside the key' },
      ]}
      call={async (client, reason) => {
        await client.wallet.goWithoutBackup({ key: name === 'next' ? 'next' : 'controller', reason })
        return 'The registry is told of the key.'
      }}
      onClose={onClose}
    />
  )
}

/** Opens a backup to prove that it would restore the key; only then it counts. */
export function CheckBackupDialog({ name, onClose }: KeyDialog) {
  const { title } = keyWords[name]
  const { fields, obstacle, asked } = useFileAndPassphrase()
  return (
    <TwoStepDialog
      title={`Check a backup of the ${title.toLowerCase()}`}
      act="Open it"
      isReasonless
      obstacle={obstacle}
      effects={[
        { label: 'Opens', words: 'the file with the passphrase, and compares its key with the one in use' },
        { label: 'Changes', words: 'nothing but that the backup counts from now on' },
      ]}
      call={async (client) => {
        await client.wallet.checkBackup({ key: name, ...(await asked()) })
        return 'The backup restores the key.'
      }}
      onClose={onClose}
    >
      {fields}
    </TwoStepDialog>
  )
}

/** Puts a backup in the place of a key that is not there. */
export function RestoreDialog({ name, onClose }: KeyDialog) {
  const { title } = keyWords[name]
  const { fields, obstacle, asked } = useFileAndPassphrase()
  return (
    <TwoStepDialog
      title={`Restore the ${title.toLowerCase()}`}
      act="Restore"
      obstacle={obstacle}
      effects={[
        { label: 'Puts', words: `the key of the file in the place of the ${title.toLowerCase()}, which is not there` },
        { label: 'Then', words: 'it is locked; the chain is asked first for what it has done meanwhile' },
      ]}
      call={async (client, reason) => {
        await client.wallet.restore({ key: name, reason, ...(await asked()) })
        return 'The key is restored.'
      }}
      onClose={onClose}
    >
      {fields}
    </TwoStepDialog>
  )
}

function useFileAndPassphrase() {
  const [file, setFile] = useState<File | null>(null)
  const [passphrase, setPassphrase] = useState('')
  return {
    fields: (
      <>
        <FileInput
          label="Backup"
          placeholder="Choose the file"
          accept="application/json,.json"
          value={file}
          onChange={setFile}
        />
        <Passphrase value={passphrase} onChange={setPassphrase} />
      </>
    ),
    obstacle: file === null ? 'Choose the file.' : passphrase === '' ? 'The passphrase is missing.' : undefined,
    asked: async () => {
      if (!file) throw new Error('no file was chosen')
      return { file: await fileOf(file), passphrase }
    },
  }
}
