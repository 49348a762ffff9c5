import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import type { AgreementRow } from '../../../../domain/rpc/settlement/agreement-rows.ts'
import { energyText } from '../../../format/energy.ts'
import { TwoStepDialog } from '../acts/two-step-dialog.tsx'

const fields = {
  takenWh: 'Taken',
  returnedWh: 'Returned',
  shortWh: 'Short',
  deviationWh: 'Deviation',
  unusedWh: 'Unused',
} as const
type Field = keyof typeof fields
type Claim = Partial<Record<Field, number>>
const names = Object.keys(fields) as Field[]

/** Claims other quantities than posted; a field left as it is stays what our own meters say. */
export function DisputeDialog({ row, onClose }: { row: AgreementRow; onClose: () => void }) {
  const { terms, line } = row
  const [claim, setClaim] = useState<Claim>({})
  const claimed = names.filter((name) => claim[name] !== undefined)
  return (
    <TwoStepDialog
      title={`Dispute the line of agreement ${terms.agreement}`}
      act="Open the dispute"
      effects={[
        ...names.flatMap((name) =>
          claim[name] === undefined
            ? []
            : [
                {
                  label: fields[name],
                  words: `${energyText(claim[name])} instead of ${energyText((line?.[name] ?? 0) / 1_000)}`,
                },
              ],
        ),
        ...(claimed.length === 0 ? [{ label: 'Claims', words: 'what our own meters show' }] : []),
        { label: 'Stakes', words: 'a bond from the vault, lost as far as the arbiter finds us wrong' },
        { label: 'Pays', words: 'at once what both sides agree on; the rest waits for the ruling' },
        { label: 'Next', words: 'the other side responds, then both bring evidence' },
      ]}
      call={async (client, reason) => {
        const wh = Object.fromEntries(claimed.map((name) => [name, Math.round((claim[name] ?? 0) * 1_000)]))
        return (await client.agreements.dispute({ agreement: terms.agreement, claim: wh, reason })).words
      }}
      onClose={onClose}
    >
      {names.map((name) => (
        <NumberInput
          key={name}
          label={fields[name]}
          description={`posted ${energyText((line?.[name] ?? 0) / 1_000)}; empty = what our meters show`}
          rightSection="kWh"
          rightSectionWidth={44}
          hideControls
          min={0}
          decimalScale={3}
          value={claim[name] ?? ''}
          onChange={(value) => setClaim((given) => withField(given, name, value))}
        />
      ))}
    </TwoStepDialog>
  )
}

function withField(claim: Claim, name: Field, value: string | number): Claim {
  const { [name]: _given, ...rest } = claim
  return typeof value === 'number' ? { ...rest, [name]: value } : rest
}
