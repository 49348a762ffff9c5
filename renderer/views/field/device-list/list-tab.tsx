import { useState } from 'react'
import type { ListApplied, ListCheck } from '../../../../domain/rpc/field/field.ts'
import type { GivenFile } from '../../../../domain/rpc/files.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useCommand } from '../../../connection/use-command.ts'
import { useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { ReasonDialog } from '../../operate/reason-dialog.tsx'
import css from '../field.module.css'
import { Applied } from './applied.tsx'
import { Changes, Faults } from './check-result.tsx'
import { ExportPanel } from './export-panel.tsx'
import { FileDrop } from './file-drop.tsx'
import { fileOf } from './list-file.ts'
import list from './list.module.css'

interface Checked {
  name: string
  check: ListCheck
}

/** The devices of the site as a table: out, changed in a spreadsheet, checked, and in again. */
export function ListTab() {
  const [checked, setChecked] = useState<Checked>()
  const [applied, setApplied] = useState<ListApplied>()
  const role = useObstacle('engineer')
  const checking = useCommand<GivenFile, ListCheck>((client, file) => client.field.checkDevices(file))
  const take = async (file: File) => {
    setChecked(undefined)
    setApplied(undefined)
    const check = await checking.run(await fileOf(file))
    if (check) setChecked({ name: file.name, check })
  }
  return (
    <div className={list.body}>
      <div className={list.left}>
        <ExportPanel />
        <Panel title="In" note="the whole list: a device that is missing in it goes">
          <FileDrop obstacle={role} isBusy={checking.isBusy} onFile={(file) => void take(file)} />
          {checking.problem && <p className={list.problem}>{checking.problem.message}</p>}
          <p className={css.quiet}>Nothing changes before it is checked and you write it with a reason.</p>
        </Panel>
      </div>
      {applied ? (
        <Applied applied={applied} />
      ) : (
        <CheckedPanel
          checked={checked}
          onApplied={(done) => {
            setApplied(done)
            setChecked(undefined)
          }}
        />
      )}
    </div>
  )
}

function CheckedPanel({
  checked,
  onApplied,
}: {
  checked: Checked | undefined
  onApplied: (done: ListApplied) => void
}) {
  const { devices } = useSite()
  if (!checked)
    return (
      <Panel title="What it would change" isFilling>
        <EmptyState title="No list given yet">
          The site has {devices.length} devices. Save the list, change it in a spreadsheet, and give it back here: each
          change and each fault is shown before anything is written.
        </EmptyState>
      </Panel>
    )
  const { name, check } = checked
  const isFaulty = check.faults.length > 0
  const words = isFaulty
    ? `${check.faults.length} ${check.faults.length === 1 ? 'fault' : 'faults'}: nothing can be written`
    : countWords(check.changes)
  return (
    <Panel
      title="What it would change"
      note={`${name}: ${words}`}
      link={<ApplyButton check={check} onApplied={onApplied} />}
      isFilling
    >
      {/* Focusable, so that the keyboard can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={css.scroll} tabIndex={0} aria-label="Changes and faults">
        {isFaulty && <Faults faults={check.faults} />}
        <Changes changes={check.changes} />
      </section>
    </Panel>
  )
}

function countWords(changes: ListCheck['changes']): string {
  const count = (what: string) => changes.filter((change) => change.what === what).length
  const parts = ['added', 'changed', 'removed'].filter((what) => count(what) > 0)
  return parts.length === 0 ? 'no change' : parts.map((what) => `${count(what)} ${what}`).join(', ')
}

function ApplyButton({ check, onApplied }: { check: ListCheck; onApplied: (done: ListApplied) => void }) {
  const [isAsking, setAsking] = useState(false)
  const role = useObstacle('engineer')
  const own =
    check.faults.length > 0
      ? 'Nothing is written while there is a fault.'
      : check.changes.length === 0
        ? 'There is no change to write.'
        : undefined
  return (
    <>
      <ActButton isPrimary obstacle={role ?? own} onClick={() => setAsking(true)}>
        Write into the site file…
      </ActButton>
      {isAsking && (
        <ReasonDialog
          title="Write into the site file"
          act="Write"
          explanation={`${countWords(check.changes)}. The former file is kept; the change holds from the next start of the engine.`}
          call={async (client, reason) =>
            onApplied(await client.field.applyDevices({ checkId: check.checkId, reason }))
          }
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
