import { useState } from 'react'
import type { Dispute } from '../../../../domain/rpc/settlement/agreement-disputes.ts'
import type { EngineClient } from '../../../connection/connection.ts'
import { formatWhen } from '../../../format/time.ts'
import { powecText } from '../../../format/token.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { TwoStepDialog } from '../acts/two-step-dialog.tsx'
import { useStakeObstacle } from '../acts/use-stake-obstacle.ts'
import page from '../settlement.module.css'
import { outcomeLines, passedWords, stakeOf, standingWords } from './dispute-words.ts'
import { RuleDialog } from './rule-dialog.tsx'

type Act = Exclude<Dispute['can'][number], 'rule'>

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
      { label: 'Then', words: 'both sides bring evidence for 7 days, then the arbiter rules within 14' },
    ],
    call: (client, input) => client.agreements.respond(input),
  },
  addEvidence: {
    button: 'Add evidence…',
    act: 'Export and add',
    effects: () => [
      { label: 'Exports', words: 'statements, proofs and keys of the agreement into our data folder' },
      { label: 'On chain', words: 'its hash alone: nothing private' },
      { label: 'Next', words: 'give the file to the arbiter, who verifies it without us' },
    ],
    call: (client, input) => client.agreements.addEvidence(input),
  },
  appeal: {
    button: 'Appeal…',
    act: 'Appeal',
    effects: ({ bond }) => [
      { label: 'Stakes', words: `${powecText(String(2n * BigInt(bond)))} more from the vault: twice the bond` },
      { label: 'Then', words: 'the second arbiter rules anew within 14 days; after that it stands' },
      {
        label: 'Stake',
        words: 'comes back when he rules more our way, else half goes to the other side, half to the fund',
      },
    ],
    call: (client, input) => client.agreements.appeal(input),
  },
  execute: {
    button: 'End it…',
    act: 'End the dispute',
    effects: (dispute) => [
      { label: 'Stands', words: standingWords(dispute) },
      ...outcomeLines(dispute).map(([label, words]) => ({ label, words })),
      { label: 'Then', words: 'the agreement goes on, or is closed where the line was its last' },
    ],
    call: (client, input) => client.agreements.execute(input),
  },
}

/** What this site can do about a dispute at its present step. */
export function DisputeActs({ dispute }: { dispute: Dispute }) {
  const obstacle = useObstacle('operator')
  const [act, setAct] = useState<Act | 'rule'>()
  const close = () => setAct(undefined)
  return (
    <div className={page.acts}>
      {dispute.can.map((one) => (
        <ActButton key={one} obstacle={obstacle} onClick={() => setAct(one)}>
          {one === 'rule' ? 'Rule…' : acts[one].button}
        </ActButton>
      ))}
      {act === 'rule' && <RuleDialog dispute={dispute} onClose={close} />}
      {act && act !== 'rule' && <ActDialog act={act} dispute={dispute} onClose={close} />}
    </div>
  )
}

function ActDialog({ act, dispute, onClose }: { act: Act; dispute: Dispute; onClose: () => void }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const chosen = acts[act]
  const obstacle = useStakeObstacle(stakeOf(dispute, act))
  const { deadline } = dispute
  const otherwise =
    act === 'execute' || deadline === null
      ? []
      : [{ label: 'Otherwise', words: `after ${formatWhen(deadline.at, now, timeZone)} ${passedWords(dispute)}` }]
  return (
    <TwoStepDialog
      title={`${chosen.act}: dispute ${dispute.dispute}`}
      act={chosen.act}
      obstacle={obstacle}
      effects={[...chosen.effects(dispute), ...otherwise]}
      call={async (client, reason) => (await chosen.call(client, { dispute: dispute.dispute, reason })).words}
      onClose={onClose}
    />
  )
}
