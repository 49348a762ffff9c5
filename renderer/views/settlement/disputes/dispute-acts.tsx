import { useState } from 'react'
import type { Dispute } from '../../../../domain/rpc/settlement/agreement-disputes.ts'
import type { EngineClient } from '../../../connection/connection.ts'
import { powecText } from '../../../format/token.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { TwoStepDialog } from '../acts/two-step-dialog.tsx'
import page from '../settlement.module.css'

type Act = Dispute['can'][number]

const acts: Record<
  Act,
  {
    button: string
    act: string
    effects: (dispute: Dispute) => { label: string; words: string }[]
    call: (client: EngineClient, input: { dispute: string; reason: string }) => Promise<{ words: string }>
  }
> = {
  respond: {
    button: 'Respond…',
    act: 'Stake and respond',
    effects: ({ bond }) => [
      { label: 'Stakes', words: `${powecText(bond)} from the vault, lost as far as we are found wrong` },
      { label: 'Then', words: 'both sides bring evidence; without a response the claim holds' },
    ],
    call: (client, input) => client.agreements.respond(input),
  },
  addEvidence: {
    button: 'Add evidence…',
    act: 'Export and add',
    effects: () => [
      { label: 'Exports', words: 'statements, proofs and keys of the agreement into our data folder' },
      { label: 'On chain', words: 'its hash alone: nothing private' },
      { label: 'Next', words: 'give the file to the arbiter' },
    ],
    call: (client, input) => client.agreements.addEvidence(input),
  },
  appeal: {
    button: 'Appeal…',
    act: 'Appeal',
    effects: ({ bond }) => [
      { label: 'Stakes', words: `a doubled bond, ${powecText(String(2n * BigInt(bond)))} in all` },
      { label: 'Then', words: 'the ruling is reviewed once; after that it stands' },
    ],
    call: (client, input) => client.agreements.appeal(input),
  },
  execute: {
    button: 'End it…',
    act: 'End the dispute',
    effects: () => [
      { label: 'Pays', words: 'by the ruling, or the lower claim where none came in time' },
      { label: 'Bonds', words: 'go where the ruling sends them' },
    ],
    call: (client, input) => client.agreements.execute(input),
  },
}

/** What this site can do about a dispute at its present step. */
export function DisputeActs({ dispute }: { dispute: Dispute }) {
  const obstacle = useObstacle('operator')
  const [act, setAct] = useState<Act>()
  const chosen = act && acts[act]
  return (
    <div className={page.acts}>
      {dispute.can.map((one) => (
        <ActButton key={one} obstacle={obstacle} onClick={() => setAct(one)}>
          {acts[one].button}
        </ActButton>
      ))}
      {chosen && (
        <TwoStepDialog
          title={`${chosen.act}: dispute ${dispute.dispute}`}
          act={chosen.act}
          effects={chosen.effects(dispute)}
          call={async (client, reason) => (await chosen.call(client, { dispute: dispute.dispute, reason })).words}
          onClose={() => setAct(undefined)}
        />
      )}
    </div>
  )
}
