import { useState } from 'react'
import type { AgreementRow } from '../../../../domain/rpc/settlement/agreement-rows.ts'
import { bondOf, claimedLine, disputedQuantities } from '../../../../domain/settlement/dispute.ts'
import { energyText } from '../../../format/energy.ts'
import { powecText } from '../../../format/token.ts'
import { TwoStepDialog } from '../acts/two-step-dialog.tsx'
import { useStakeObstacle } from '../acts/use-stake-obstacle.ts'
import { inWh, QuantityFields, type TypedKWh } from './quantity-fields.tsx'
import { quantityNames } from './quantity-names.ts'

/** Claims other quantities than posted; a field left as it is stays what our own meters say. */
export function DisputeDialog({ row, onClose }: { row: AgreementRow; onClose: () => void }) {
  const { terms, line } = row
  const [claim, setClaim] = useState<TypedKWh>({})
  const bond = bondUnits(row, claim)
  const obstacle = useStakeObstacle(bond ?? leastBondUnits)
  const claimed = disputedQuantities.filter((name) => claim[name] !== undefined)
  return (
    <TwoStepDialog
      title={`Dispute the line of agreement ${terms.agreement}`}
      act="Open the dispute"
      obstacle={obstacle}
      effects={[
        ...disputedQuantities.flatMap((name) =>
          claim[name] === undefined
            ? []
            : [
                {
                  label: quantityNames[name],
                  words: `${energyText(claim[name])} instead of ${energyText((line?.[name] ?? 0) / 1_000)}`,
                },
              ],
        ),
        ...(claimed.length === 0 ? [{ label: 'Claims', words: 'what our own meters show' }] : []),
        {
          label: 'Stakes',
          words: `${bond === undefined ? 'a tenth of the money between the claims, at least 100 POWEC,' : powecText(bond)} from the vault, lost as far as the arbiter finds us wrong`,
        },
        { label: 'Pays', words: 'at once what both sides agree on; the rest waits for the ruling' },
        { label: 'Next', words: 'the other side has 72 h to stake the same; otherwise our claim holds' },
        { label: 'Then', words: 'evidence for 7 days, a ruling within 14, one appeal within 72 h' },
      ]}
      call={async (client, reason) => {
        return (await client.agreements.dispute({ agreement: terms.agreement, claim: inWh(claim), reason })).words
      }}
      onClose={onClose}
    >
      <QuantityFields
        names={disputedQuantities}
        typed={claim}
        descriptionOf={(name) => `posted ${energyText((line?.[name] ?? 0) / 1_000)}; empty = what our meters show`}
        onType={setClaim}
      />
    </TwoStepDialog>
  )
}

const leastBondUnits = `${100n * 10n ** 18n}`

/** Bond of a claim, units; `undefined` while no figure is named: the engine compares with our own meters. */
function bondUnits({ terms, line }: AgreementRow, claim: TypedKWh): string | undefined {
  if (line === null || Object.keys(claim).length === 0) return undefined
  return `${bondOf(terms, line, claimedLine(terms, line, inWh(claim)))}`
}
