import { Button, Modal, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { GivenFile } from '../../../../domain/rpc/files.ts'
import type { Comparison, SupplierImport } from '../../../../domain/rpc/metering/supplier.ts'
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
      {given && <CheckWords found={taken ?? given.found} isTaken={taken !== undefined} />}
      <div className={css.foot}>
        <Button onClick={onClose}>Close</Button>
        <ActButton isPrimary isBusy={isTaking} obstacle={role ?? obstacleOf(given?.found)} onClick={() => void take()}>
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
  const [given, setGiven] = useState<{ file: GivenFile; found: SupplierImport }>()
  const [taken, setTaken] = useState<SupplierImport>()
  const checking = useCommand<Asked, SupplierImport>((client, input) => client.metering.supplier.check(input))
  const taking = useCommand<Asked, SupplierImport>((client, input) => client.metering.supplier.take(input))
  const look = async (file: GivenFile, by: Instants) => {
    setTaken(undefined)
    const found = await checking.run({ file, instants: by })
    setGiven(found && { file, found })
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

function obstacleOf(found: SupplierImport | undefined): string | undefined {
  if (!found) return 'Choose a file first.'
  return found.check.values === 0 ? 'The file has no value that could be taken over.' : undefined
}

function CheckWords({ found, isTaken }: { found: SupplierImport; isTaken: boolean }) {
  const { check, comparison } = found
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
      {values > 0 && <p>{comparisonWords(comparison)}</p>}
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

/** How the file stands to our own energies. */
function comparisonWords({ agreeing, differing, unknown, differenceWh, isKnown }: Comparison): string {
  const counts = `Against our registers: ${formatNumber(agreeing)} energies agree, ${formatNumber(differing)} differ by more than both meters may be off, ${formatNumber(unknown)} are not known here.`
  const sum = `Ours less theirs: ${formatNumber(differenceWh / 1_000, 1)} kWh.`
  return `${counts} ${sum}${isKnown ? ' This file was taken over before.' : ''}`
}
