import { Check, CircleHelp, CircleX, Loader, TriangleAlert } from 'lucide-react'
import type { Asset } from '../../../domain/asset.ts'
import type { Instruction } from '../../../domain/instruction.ts'
import type { Reading } from '../../../domain/reading.ts'
import type { Outcome } from '../../../domain/setpoint.ts'
import { powerPhrase, powerText } from '../../format/power.ts'
import { formatClock, formatWhen } from '../../format/time.ts'
import { useConnection, useNow, useSite } from '../../state/live.ts'
import { shortId } from '../dispatch/instructions/instruction-words.ts'
import { isCeiling } from './asked-power.ts'
import css from './operate.module.css'

const looks: Record<Outcome, { title: string; icon: typeof Check }> = {
  pending: { title: 'Written, waiting for the meter', icon: Loader },
  confirmed: { title: 'Confirmed', icon: Check },
  acceptedNotFollowed: { title: 'Accepted but not followed', icon: TriangleAlert },
  refused: { title: 'Refused', icon: CircleX },
  unknown: { title: 'Unknown', icon: CircleHelp },
}

const nextWords: Record<Outcome, string> = {
  pending: '',
  confirmed: '',
  acceptedNotFollowed: 'The device took the value, the meter does not follow. Look at the asset.',
  refused: 'Nothing changed.',
  unknown: 'Whether the asset follows cannot be told. Look at the value before you act again.',
}

/** The last step: how the command turned out, with what was measured and when. Stays until it is read. */
export function ResultStep(props: { asset: Asset; instruction: Instruction; measured: Reading }) {
  const { asset, instruction, measured } = props
  const { timeZone } = useSite()
  const { state } = useConnection()
  const now = useNow()
  const { title, icon: Icon } = looks[instruction.outcome]
  const value = measured.value === null ? 'no value' : powerPhrase(asset.kind, measured.value)
  return (
    <div className={css.result} aria-live="polite">
      <div className={css.outcome} data-outcome={instruction.outcome}>
        <Icon size={20} aria-hidden />
        <strong>{title}</strong>
      </div>
      <p>{instruction.outcomeDetail}</p>
      {state === 'live' ? (
        <p>{nextWords[instruction.outcome]}</p>
      ) : (
        <p>No connection to the engine: the outcome shows when it is back.</p>
      )}
      <dl className={css.effects}>
        <div>
          <dt>Asked</dt>
          <dd>
            {isCeiling(asset)
              ? `at most ${powerText(instruction.powerKW)}`
              : powerPhrase(asset.kind, instruction.powerKW)}
          </dd>
          <dd>{formatClock(instruction.from, timeZone)}</dd>
        </div>
        <div>
          <dt>Measured</dt>
          <dd>
            {value}, {measured.quality}
          </dd>
          <dd>{measured.at === 0 ? '' : formatClock(measured.at, timeZone)}</dd>
        </div>
        <div>
          <dt>Instruction</dt>
          <dd>
            <span className={css.id}>{shortId(instruction.id)}</span> of {instruction.owner}
          </dd>
          <dd>until {formatWhen(instruction.until, now, timeZone)}</dd>
        </div>
      </dl>
    </div>
  )
}
