import { Button, Modal, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { GivenFile } from '../../../../domain/rpc/files.ts'
import type { SupplierCheck } from '../../../../domain/rpc/reports.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { formatNumber } from '../../../format/number.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { FileDrop } from '../../field/device-list/file-drop.tsx'
import { fileOf } from '../../field/device-list/list-file.ts'
import { ActButton } from '../../operate/act-button.tsx'
import css from '../reports.module.css'

type Instants = 'begin' | 'end'

/** Takes the supplier's energies in: chosen, checked row by row, then taken over. */
export function SupplierDialog({ onClose }: { onClose: () => void }) {
  const { instants, setInstants, given, taken, look, take, isChecking, isTaking, problem } = useSupplierFile()
  const role = useObstacle('engineer')
  return (
    <Modal
      opened
      onClose={onClose}
      title="Supplier’s file"
      size={640}
      centered
      withinPortal={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p className={css.second}>
        A CSV or XLSX table with a column “time” and a column “imported kWh” (and, if you have it, “exported kWh” and
        “offset”), one row for each quarter of an hour. Times without an offset are those of the site’s clock.
      </p>
      <div className={css.acts}>
        <span className={css.second}>A time names where its quarter of an hour</span>
        <SegmentedControl
          aria-label="What a time names"
          data={[
            { value: 'begin', label: 'begins' },
            { value: 'end', label: 'ends' },
          ]}
          value={instants}
          onChange={(value) => {
            setInstants(value === 'end' ? 'end' : 'begin')
          }}
        />
      </div>
      <FileDrop
        label="Supplier's file"
        obstacle={role}
        isBusy={isChecking}
        onFile={(file) => void fileOf(file).then((one) => look(one, instants))}
      />
      {problem && <p className={css.problem}>{problem.message}</p>}
      {given && <CheckWords check={taken ?? given.check} isTaken={taken !== undefined} />}
      <div className={css.foot}>
        <Button onClick={onClose}>Close</Button>
        <ActButton isPrimary isBusy={isTaking} obstacle={role ?? obstacleOf(given?.check)} onClick={() => void take()}>
          Take over
        </ActButton>
      </div>
    </Modal>
  )
}

interface Asked {
  file: GivenFile
  instants: Instants
}

/** A supplier's file on its way in: checked when it is given, and again when its instants mean something else. */
function useSupplierFile() {
  const [instants, setMeaning] = useState<Instants>('begin')
  const [given, setGiven] = useState<{ file: GivenFile; check: SupplierCheck }>()
  const [taken, setTaken] = useState<SupplierCheck>()
  const checking = useCommand<Asked, SupplierCheck>((client, input) => client.reports.checkSupplier(input))
  const taking = useCommand<Asked, SupplierCheck>((client, input) => client.reports.takeSupplier(input))
  const look = async (file: GivenFile, by: Instants) => {
    setTaken(undefined)
    const check = await checking.run({ file, instants: by })
    setGiven(check && { file, check })
  }
  return {
    instants,
    given,
    taken,
    look,
    setInstants(by: Instants) {
      setMeaning(by)
      if (given) void look(given.file, by)
    },
    take: async () => given && setTaken(await taking.run({ file: given.file, instants })),
    isChecking: checking.isBusy,
    isTaking: taking.isBusy,
    problem: checking.problem ?? taking.problem,
  }
}

function obstacleOf(check: SupplierCheck | undefined): string | undefined {
  if (!check) return 'Choose a file first.'
  return check.values === 0 ? 'The file has no value that could be taken over.' : undefined
}

function CheckWords({ check, isTaken }: { check: SupplierCheck; isTaken: boolean }) {
  const { values, missing, gaps, from, to, importedKWh, exportedKWh, faults } = check
  return (
    <output className={css.check}>
      {values > 0 && (
        <p>
          {isTaken ? 'Taken over: ' : ''}
          {formatNumber(values)} quarters of an hour from {from} to {to}; imported {formatNumber(importedKWh, 1)} kWh
          {exportedKWh !== null && `, exported ${formatNumber(exportedKWh, 1)} kWh`}.
        </p>
      )}
      {missing > 0 && (
        <p>
          {formatNumber(missing)} missing between: {gaps.join('; ')}
        </p>
      )}
      {faults.length > 0 && (
        <table className={css.table} aria-label="Faults">
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
                <td className={css.right}>{row === 0 ? 'whole file' : row}</td>
                <td>{column}</td>
                <td>{expected}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </output>
  )
}
