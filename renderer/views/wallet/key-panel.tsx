import { useState } from 'react'
import type { KeyName, WalletNow } from '../../../domain/rpc/settlement/wallet.ts'
import { Chip } from '../../components/chip.tsx'
import { CopyButton } from '../../components/layout/copy-button.tsx'
import { Panel } from '../../components/panel.tsx'
import { formatWhen } from '../../format/time.ts'
import { useNow, useSite } from '../../state/live.ts'
import { useObstacle } from '../../state/use-obstacle.ts'
import { ActButton } from '../operate/act-button.tsx'
import page from '../settlement/settlement.module.css'
import { CheckBackupDialog, GoWithoutDialog, MakeBackupDialog, RestoreDialog } from './backup-dialogs.tsx'
import { CreateKeyDialog, LockKeyDialog, UnlockKeyDialog } from './key-dialogs.tsx'
import { keyWords } from './key-words.ts'
import css from './wallet.module.css'

type Known = WalletNow['operator'] & Partial<Pick<WalletNow['controller'], 'withoutBackup' | 'waitsForBackup'>>
type Act = 'create' | 'unlock' | 'lock' | 'backup' | 'check' | 'without' | 'restore'

const dialogs = {
  create: CreateKeyDialog,
  unlock: UnlockKeyDialog,
  lock: LockKeyDialog,
  backup: MakeBackupDialog,
  check: CheckBackupDialog,
  without: GoWithoutDialog,
  restore: RestoreDialog,
}

const actNames: Record<Act, string> = {
  create: 'Create…',
  unlock: 'Unlock…',
  lock: 'Lock…',
  backup: 'Back up…',
  check: 'Check a backup…',
  without: 'Go without…',
  restore: 'Restore…',
}

const actsIn: Record<Known['state'], readonly Act[]> = {
  none: ['create', 'restore'],
  locked: ['unlock', 'backup', 'check'],
  unlocked: ['lock', 'backup', 'check'],
}

/** What can be done with a key: the next one opens and closes with the controller's. */
function actsOf(name: KeyName, { state, waitsForBackup }: Known): Act[] {
  const acts = actsIn[state].filter((act) => name !== 'next' || !['create', 'unlock', 'lock'].includes(act))
  return waitsForBackup ? [...acts, 'without'] : [...acts]
}

/** One key: what it does, whether it is open, whether a backup was ever read back. */
export function KeyPanel({ name, known, isPractice }: { name: KeyName; known: Known; isPractice: boolean }) {
  const { title, does } = keyWords[name]
  const obstacle = useObstacle('engineer')
  const [act, setAct] = useState<Act>()
  const Dialog = act && dialogs[act]
  return (
    <Panel
      title={title}
      note={isPractice ? 'everybody knows it: practice chain' : undefined}
      link={<Chip kind={known.state === 'unlocked' ? 'active' : 'outline'}>{known.state}</Chip>}
    >
      <p className={page.quiet}>{does}</p>
      {known.address !== null && (
        <p className={css.address}>
          <code>{known.address}</code>{' '}
          <CopyButton text={known.address} what={`the address of the ${title.toLowerCase()}`} />
        </p>
      )}
      {known.state !== 'none' && <Backup known={known} />}
      <div className={page.acts}>
        {actsOf(name, known).map((one) => (
          <ActButton key={one} obstacle={obstacle} onClick={() => setAct(one)}>
            {actNames[one]}
          </ActButton>
        ))}
      </div>
      {Dialog && <Dialog name={name} onClose={() => setAct(undefined)} />}
    </Panel>
  )
}

function Backup({ known: { backedUpAt: at, withoutBackup, waitsForBackup } }: { known: Known }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  if (at !== null) return <p className={page.quiet}>A backup was read back {formatWhen(at, now, timeZone)}.</p>
  const why =
    withoutBackup && `${withoutBackup.person}, ${formatWhen(withoutBackup.at, now, timeZone)}: ${withoutBackup.reason}`
  return (
    <p className={page.quiet}>
      <strong className={css.strong}>
        {waitsForBackup
          ? 'The registry is told of this key once a backup was read back, or somebody says why there is none.'
          : 'No backup was read back yet: the key is one disk away from being lost.'}
      </strong>
      {why && ` It goes without one (${why}).`}
    </p>
  )
}
