import { SegmentedControl } from '@mantine/core'
import { Scale } from 'lucide-react'
import { useState } from 'react'
import type { SupplierLine, supplierDecisions } from '../../../../../domain/metering/supplier.ts'
import type { RegisterStep } from '../../../../../domain/rpc/settlement/money.ts'
import { formatNumber } from '../../../../format/number.ts'
import { useObstacle } from '../../../../state/use-obstacle.ts'
import { ActButton } from '../../../operate/act-button.tsx'
import { ReasonDialog } from '../../../operate/reason-dialog.tsx'
import { useRenewSettlement, useSupplierLines } from '../../queries.ts'
import { registerWords } from './register-words.ts'

/** Marks on the registers that the supplier's file counts otherwise, with what a person decided. */
export function SupplierMarks({ registers, quarter }: { registers: readonly RegisterStep[]; quarter: number }) {
  const { data: lines = [] } = useSupplierLines(quarter)
  const [asked, setAsked] = useState<SupplierLine>()
  const role = useObstacle('engineer')
  const shown = lines.filter(
    ({ pointId, register, differenceWh, state }) =>
      differenceWh !== null &&
      state !== 'agrees' &&
      registers.some((step) => step.pointId === pointId && step.register === register),
  )
  return (
    <>
      {shown.map((line) => (
        <li key={line.register}>
          <Scale size={14} strokeWidth={1.5} aria-hidden />
          {registerWords[line.register]}: supplier differs by {formatNumber(-(line.differenceWh ?? 0) / 1_000, 1)} kWh,{' '}
          {line.person === null ? line.state : `${line.state} by ${line.person}: ${line.reason}`}
          {line.state === 'open' && (
            <ActButton obstacle={role} onClick={() => setAsked(line)}>
              Decide…
            </ActButton>
          )}
        </li>
      ))}
      {asked && <DecideDialog line={asked} onClose={() => setAsked(undefined)} />}
    </>
  )
}

type Decision = (typeof supplierDecisions)[number]

function DecideDialog({ line, onClose }: { line: SupplierLine; onClose: () => void }) {
  const { pointId, register, quarter, theirWh, ourWh } = line
  const [state, setState] = useState<Decision>('disputed')
  const renew = useRenewSettlement()
  return (
    <ReasonDialog
      title="Difference from the supplier"
      act={state === 'disputed' ? 'Dispute it' : 'Accept it'}
      explanation={`The supplier counts ${formatNumber(theirWh / 1_000, 3)} kWh, our register ${formatNumber((ourWh ?? 0) / 1_000, 3)} kWh. Our energy stays as it is either way.`}
      call={async (client, reason) => {
        await client.metering.supplier.decide({ pointId, register, from: quarter, to: quarter + 1, state, reason })
        await renew()
      }}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label="Decision"
        data={[
          { value: 'disputed', label: 'Dispute' },
          { value: 'accepted', label: 'Accept' },
        ]}
        value={state}
        onChange={(value) => setState(value === 'accepted' ? 'accepted' : 'disputed')}
      />
    </ReasonDialog>
  )
}
