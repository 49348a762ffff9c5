import { Button } from '@mantine/core'
import { useState } from 'react'
import { isAllowed } from '../../../domain/access.ts'
import type { Instruction } from '../../../domain/instruction.ts'
import { AssetBar } from '../../components/assets/asset-bar.tsx'
import { Chip } from '../../components/chip.tsx'
import { LifeLine } from '../../components/life-line.tsx'
import { formatDuration } from '../../format/duration.ts'
import { powerText } from '../../format/power.ts'
import { formatWhen } from '../../format/time.ts'
import { useDecision, useNow, useReading, useSite } from '../../state/live.ts'
import { useObstacle } from '../../state/use-obstacle.ts'
import { ReasonDialog } from '../operate/reason-dialog.tsx'
import css from './dispatch.module.css'
import { instructionTitle, lifeOf, shortId } from './instruction-words.ts'

const outcomeWords: Record<Instruction['outcome'], string> = {
  pending: 'verifying',
  confirmed: 'confirmed',
  acceptedNotFollowed: 'not followed',
  refused: 'refused',
  unknown: 'unknown',
}

function Facts({ instruction }: { instruction: Instruction }) {
  const { timeZone } = useSite()
  const now = useNow()
  const reading = useReading(instruction.assetId, 'activePowerKW')
  const { state, from, until } = instruction
  const isOver = state === 'completed' || state === 'cancelled'
  const [label, span] = state === 'active' ? ['Left', until - now] : ['Starts in', from - now]
  return (
    <dl className={css.facts}>
      <div>
        <dt>From</dt>
        <dd>{formatWhen(from, now, timeZone)}</dd>
      </div>
      <div>
        <dt>Until</dt>
        <dd>{formatWhen(until, now, timeZone)}</dd>
      </div>
      <div>
        <dt>{isOver ? 'Lasted' : label}</dt>
        <dd>{formatDuration(isOver ? until - from : span)}</dd>
      </div>
      <div>
        <dt>Now</dt>
        <dd>{reading.value === null ? 'no value' : powerText(reading.value)}</dd>
      </div>
    </dl>
  )
}

function Bar({ instruction }: { instruction: Instruction }) {
  const { assets, connection } = useSite()
  const reading = useReading(instruction.assetId, 'activePowerKW')
  const decision = useDecision(instruction.assetId)
  const asset = assets.find((a) => a.id === instruction.assetId)
  return asset ? <AssetBar asset={asset} connection={connection} reading={reading} decision={decision} /> : null
}

/** One instruction: what is asked, by whom and why, where it stands in its life, and how it is followed. */
export function InstructionCard({ instruction }: { instruction: Instruction }) {
  const { assets, person } = useSite()
  const obstacle = useObstacle('operator')
  const [isEnding, setEnding] = useState(false)
  const { id, owner, source, kind, reason, state, outcome, outcomeDetail } = instruction
  const asset = assets.find((a) => a.id === instruction.assetId)
  const isOpen = state === 'active' || state === 'near' || state === 'far'
  const title = instructionTitle(instruction, asset)
  return (
    <article className={css.card} aria-label={title}>
      <header>
        <h3>{title}</h3>
        <Chip kind={state === 'active' ? 'active' : isOpen ? 'track' : 'outline'}>{outcomeWords[outcome]}</Chip>
      </header>
      <p className={css.sender}>
        {shortId(id)} · {owner}, {source}, {kind}
      </p>
      <LifeLine {...lifeOf(instruction)} />
      <Facts instruction={instruction} />
      {state === 'active' && <Bar instruction={instruction} />}
      <p className={css.sender}>
        {reason}: {outcomeDetail}
      </p>
      {isOpen && source === 'operator' && isAllowed(person.role, 'operator') && (
        <Button size="compact-sm" onClick={() => setEnding(true)} disabled={obstacle !== undefined} title={obstacle}>
          End early…
        </Button>
      )}
      {isEnding && (
        <ReasonDialog
          title={`End ${shortId(id)} early`}
          act="End now"
          explanation={`${title}. The asset returns to automatic.`}
          call={(client, text) => client.dispatch.end({ instructionId: id, reason: text })}
          onClose={() => setEnding(false)}
        />
      )}
    </article>
  )
}
