import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import type { Dispute } from '../../../../domain/rpc/settlement/agreement-disputes.ts'
import { disputedQuantities } from '../../../../domain/settlement/dispute.ts'
import { energyText } from '../../../format/energy.ts'
import { TwoStepDialog } from '../acts/two-step-dialog.tsx'
import { rightShare } from './dispute-words.ts'
import { inWh, QuantityFields, type TypedKWh } from './quantity-fields.tsx'
import { quantityNames } from './quantity-names.ts'

const wholePct = 100
const ppkPerPct = 10

/** Rules as the arbiter: each disputed quantity between both claims, and how far the claim was right, which decides the bonds. */
export function RuleDialog({ dispute, onClose }: { dispute: Dispute; onClose: () => void }) {
  const { dispute: id, posted, claimed } = dispute
  const names = disputedQuantities.filter((name) => posted[name] !== claimed[name])
  const [ruled, setRuled] = useState<TypedKWh>({})
  const [rightPct, setRightPct] = useState<number>()
  const missing = names.find((name) => ruled[name] === undefined)
  const unsaid = missing && `Say what is right: ${quantityNames[missing].toLowerCase()}.`
  const claims = (name: (typeof names)[number]) =>
    `posted ${energyText(posted[name] / 1_000)}, claimed ${energyText(claimed[name] / 1_000)}`
  const challengerWinsPpk = Math.round((rightPct ?? 0) * ppkPerPct)
  return (
    <TwoStepDialog
      title={`Rule dispute ${id}`}
      act="Give the ruling"
      obstacle={unsaid ?? (rightPct === undefined ? 'Say how far the claim was right.' : undefined)}
      effects={[
        ...names.map((name) => ({
          label: quantityNames[name],
          words: `${energyText(ruled[name] ?? 0)}; ${claims(name)}`,
        })),
        {
          label: 'Bonds',
          words: `claim right by ${rightShare(challengerWinsPpk)}: each side loses as much as it was wrong`,
        },
        { label: 'Then', words: 'each side may appeal once within 72 h; after that the ruling is carried out' },
      ]}
      call={async (client, reason) =>
        (await client.agreements.rule({ dispute: id, ruled: inWh(ruled), challengerWinsPpk, reason })).words
      }
      onClose={onClose}
    >
      <QuantityFields
        names={names}
        typed={ruled}
        descriptionOf={claims}
        rangeOf={(name) => [Math.min(posted[name], claimed[name]), Math.max(posted[name], claimed[name])]}
        onType={setRuled}
      />
      <NumberInput
        label="The claim was right by"
        description="0 = not at all, 100 = wholly; it decides who loses how much of the bonds"
        rightSection="%"
        rightSectionWidth={44}
        hideControls
        min={0}
        max={wholePct}
        decimalScale={1}
        value={rightPct ?? ''}
        onChange={(value) => setRightPct(typeof value === 'number' ? value : undefined)}
      />
    </TwoStepDialog>
  )
}
