import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { GivenFile } from '../../../../domain/rpc/files.ts'
import type { Imported, ImportSamplesInput } from '../../../../domain/rpc/history.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatClock, formatDate } from '../../../format/time.ts'
import { useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { FileDrop } from '../../field/device-list/file-drop.tsx'
import { fileOf } from '../../field/device-list/list-file.ts'
import { ActButton } from '../../operate/act-button.tsx'
import type { LineLook } from '../model/lines.ts'
import css from './import-dialog.module.css'

interface ImportProps {
  /** The points to choose from: those in view. */
  looks: readonly LineLook[]
  onImported: () => void
  onClose: () => void
}

/** Takes readings of a point from a file into its history: all of the file, or nothing while it has faults. */
export function ImportDialog(props: ImportProps) {
  return (
    <Modal
      opened
      onClose={props.onClose}
      title="Import readings"
      size={560}
      centered
      withinPortal={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Form {...props} />
    </Modal>
  )
}

/** A file of readings on its way in. */
function useImport({ looks, onImported }: Omit<ImportProps, 'onClose'>) {
  const [id, setId] = useState(looks[0]?.id ?? null)
  const [file, setFile] = useState<GivenFile>()
  const [reason, setReason] = useState('')
  const [outcome, setOutcome] = useState<Imported>()
  const { run, isBusy, problem } = useCommand<ImportSamplesInput, Imported>((c, input) =>
    c.history.importSamples(input),
  )
  const look = looks.find((one) => one.id === id)
  return {
    id,
    setId,
    file,
    async choose(chosen: File) {
      setOutcome(undefined)
      setFile(await fileOf(chosen))
    },
    reason,
    setReason,
    outcome,
    isBusy,
    problem,
    missing: missingWords(look, file, reason),
    async give() {
      if (!look || !file) return
      const imported = await run({ ...look.ref, file, reason: reason.trim() })
      setOutcome(imported)
      if (imported && imported.taken > 0) onImported()
    },
  }
}

function Form({ looks, onImported, onClose }: ImportProps) {
  const obstacle = useObstacle('engineer')
  const { id, setId, file, choose, reason, setReason, outcome, isBusy, problem, missing, give } = useImport({
    looks,
    onImported,
  })
  return (
    <div className={css.form}>
      <p className={css.words}>
        A table with the columns “time” (as 2026-03-01T14:15:00+01:00) and “value”, and “quality” where not all are
        good. Powers are positive into the bus. Readings stored at the same instants are replaced; at most 10,000 rows.
      </p>
      <Select
        label="Point"
        allowDeselect={false}
        withScrollArea={false}
        comboboxProps={{ withinPortal: false }}
        data={looks.map((one) => ({ value: one.id, label: `${one.name} (${one.ref.assetId}/${one.ref.point})` }))}
        value={id}
        onChange={setId}
      />
      <FileDrop label="Readings" obstacle={obstacle} isBusy={isBusy} onFile={(chosen) => void choose(chosen)} />
      {file && <p className={css.words}>{file.name}</p>}
      <TextInput
        label="Reason (kept in the audit trail)"
        placeholder="Where do the readings come from?"
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <output className={css.outcome}>
        {problem && <p className={css.problem}>Nothing was imported: {problem.message}</p>}
        {outcome && <Outcome {...outcome} />}
      </output>
      <div className={css.acts}>
        <Button onClick={onClose}>Close</Button>
        <ActButton isPrimary isBusy={isBusy} obstacle={obstacle ?? missing} onClick={() => void give()}>
          Import
        </ActButton>
      </div>
    </div>
  )
}

function missingWords(look: LineLook | undefined, file: GivenFile | undefined, reason: string): string | undefined {
  if (!look) return 'Choose a point first.'
  if (!file) return 'Choose a file first.'
  return reason.trim().length < 3 ? 'A reason of at least 3 letters is needed.' : undefined
}

function Outcome({ rows, taken, from, to, faults }: Imported) {
  const { timeZone } = useSite()
  if (faults.length > 0) return <Faults faults={faults} />
  const when = (at: number | null) => (at === null ? '' : `${formatDate(at, timeZone)} ${formatClock(at, timeZone)}`)
  return (
    <p>
      {formatNumber(taken)} {taken === 1 ? 'reading' : 'readings'} taken over, {when(from)} to {when(to)}.
      {taken < rows && ` ${formatNumber(rows - taken)} are older than what is kept and were left out.`}
    </p>
  )
}

function Faults({ faults }: { faults: Imported['faults'] }) {
  return (
    <>
      <p className={css.problem}>Nothing was imported; mend these first.</p>
      <table className={css.faults} aria-label="Faults">
        <thead>
          <tr>
            <th scope="col">Row</th>
            <th scope="col">Column</th>
            <th scope="col">Expected</th>
          </tr>
        </thead>
        <tbody>
          {faults.map(({ row, column, expected }) => (
            <tr key={`${row} ${column} ${expected}`}>
              <td>{row === 0 ? 'whole file' : row}</td>
              <td>{column}</td>
              <td>{expected}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
