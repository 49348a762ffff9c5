import { NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Alarm } from '../../../../domain/alarm.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { ActDialog } from './act-dialog.tsx'
import css from './acts.module.css'
import { ChosenAlarms, countWords } from './chosen-alarms.tsx'
import { longestShelveMinutes, shelveMinutes, type ShelveChoice } from './shelve-times.ts'

const choices: { value: ShelveChoice; label: string }[] = [
  { value: '15min', label: '15 min' },
  { value: '1h', label: '1 h' },
  { value: '8h', label: '8 h' },
  { value: 'shift', label: 'Until shift end' },
  { value: 'custom', label: 'Other' },
]

/** Puts alarms away for a time, with a reason; they come back by themselves. */
export function ShelveDialog({ alarms, onClose }: { alarms: readonly Alarm[]; onClose: () => void }) {
  const { timeZone } = useSite()
  const now = useNow()
  const [choice, setChoice] = useState<ShelveChoice>('1h')
  const [customMinutes, setCustom] = useState<number>()
  const [reason, setReason] = useState('')
  const [left, setLeft] = useState(alarms)
  const minutes = shelveMinutes(choice, { now, timeZone, customMinutes })
  const { run, isBusy, problem } = useCommand(async (client, span: number) => {
    for (const alarm of left) {
      await client.alarms.shelve({
        alarmId: alarm.id,
        minutes: span,
        reason: reason.trim(),
        revision: alarm.revision ?? 0,
      })
      setLeft((before) => before.filter((a) => a.id !== alarm.id))
    }
    return true
  })
  const obstacle =
    minutes === undefined
      ? 'From 1 minute to 24 hours.'
      : reason.trim().length < 3
        ? 'A reason of at least 3 letters is needed.'
        : undefined
  return (
    <ActDialog
      title={`Shelve ${countWords(left)}`}
      act={minutes === undefined ? 'Shelve' : `Shelve until ${formatWhen(now + minutes * 60_000, now, timeZone)}`}
      obstacle={obstacle}
      isBusy={isBusy}
      onAct={() => minutes !== undefined && void run(minutes).then((done) => done && onClose())}
      onClose={onClose}
    >
      <ChosenAlarms alarms={left} />
      <HowLong choice={choice} onChoice={setChoice} customMinutes={customMinutes} onCustom={setCustom} />
      <TextInput
        label="Reason, kept in the journal"
        placeholder="Why is it not worth showing meanwhile?"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={300}
        data-autofocus
      />
      {problem && <p role="alert">Not shelved: {problem.message}</p>}
    </ActDialog>
  )
}

function HowLong(props: {
  choice: ShelveChoice
  onChoice: (choice: ShelveChoice) => void
  customMinutes: number | undefined
  onCustom: (minutes: number | undefined) => void
}) {
  const { choice, onChoice, customMinutes, onCustom } = props
  return (
    <>
      <div className={css.field}>
        <span className={css.label} id="shelve-for">
          For how long
        </span>
        <SegmentedControl
          role="radiogroup"
          aria-labelledby="shelve-for"
          value={choice}
          onChange={(value) => onChoice(value as ShelveChoice)}
          data={choices}
        />
      </div>
      {choice === 'custom' && (
        <NumberInput
          label="Minutes, 1 to 1,440 (24 h)"
          value={customMinutes ?? ''}
          onChange={(value) => onCustom(value === '' ? undefined : Number(value))}
          min={1}
          max={longestShelveMinutes}
          allowDecimal={false}
          rightSection={<span className={css.unit}>min</span>}
        />
      )}
    </>
  )
}
