import { NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ConsumerRow, RetailNow } from '../../../../domain/rpc/retail/shapes.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActDialog } from '../../alarms/acts/act-dialog.tsx'
import { ActButton } from '../../operate/act-button.tsx'
import { siteInstant, siteLocal } from '../../operate/end-times.ts'
import css from '../bills.module.css'
import { useReadings, useRenewRetail } from '../queries.ts'
import { ProblemLine } from '../parts.tsx'

/** Opens the entry of a reading. */
export function ReadingButton({ consumer, retail }: { consumer: ConsumerRow; retail: RetailNow }) {
  const obstacle = useObstacle('operator')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <ActButton obstacle={obstacle} onClick={() => setOpen(true)}>
        Reading…
      </ActButton>
      {isOpen && <ReadingDialog consumer={consumer} retail={retail} onClose={() => setOpen(false)} />}
    </>
  )
}

interface Draft {
  kWh: number | string
  register: number
  source: 'manual' | 'direct'
  readAt: number | undefined
}

function ReadingDialog(props: { consumer: ConsumerRow; retail: RetailNow; onClose: () => void }) {
  const { consumer, retail, onClose } = props
  const { timeZone } = retail
  const now = useNow(60_000)
  const renew = useRenewRetail()
  const [draft, setDraft] = useState<Draft>({ kWh: '', register: 1, source: 'manual', readAt: now })
  const change = (fields: Partial<Draft>) => setDraft((before) => ({ ...before, ...fields }))
  const { kWh, register, source, readAt } = draft
  const { run, isBusy, problem } = useCommand(async (client, wh: number) => {
    const asked = { consumer: consumer.id, register, wh, readAt: readAt ?? now, source, attachment: null }
    const reading = await client.retail.enterReading(asked)
    await renew()
    return reading
  })
  const [done, setDone] = useState<string>()
  const act = async () => {
    const reading = await run(Math.round(Number(kWh) * 1_000))
    if (reading?.state === 'held')
      setDone(`Held: ${reading.words}. It counts once a second person accepts it, under Rates.`)
    else if (reading) onClose()
  }
  return (
    <ActDialog
      title={`Reading of ${consumer.name}`}
      act="Enter"
      obstacle={kWh === '' || readAt === undefined ? 'What does the meter show, and when?' : undefined}
      isBusy={isBusy}
      onAct={() => void act()}
      onClose={onClose}
    >
      <Fields draft={draft} change={change} timeZone={timeZone} />
      <ReadingsSoFar consumer={consumer.id} timeZone={timeZone} />
      {done && <p className={css.note}>{done}</p>}
      <ProblemLine problem={problem} />
    </ActDialog>
  )
}

function ReadingsSoFar({ consumer, timeZone }: { consumer: string; timeZone: string }) {
  const now = useNow(60_000)
  const { data: readings } = useReadings(consumer)
  if (!readings || readings.length === 0) return null
  return (
    <table className={css.table} aria-label="Readings so far">
      <tbody>
        {readings.slice(0, 6).map(({ n, register: of, wh, readAt: at, state, words }) => (
          <tr key={n}>
            <td>{formatWhen(at, now, timeZone)}</td>
            <td>register {of}</td>
            <td className={css.right}>{formatNumber(wh / 1_000, 1)} kWh</td>
            <td>{state === 'held' ? `held: ${words}` : words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Fields(props: { draft: Draft; change: (fields: Partial<Draft>) => void; timeZone: string }) {
  const { draft, change, timeZone } = props
  const { kWh, register, source, readAt } = draft
  return (
    <div className={css.fields}>
      <NumberInput
        label="Register"
        min={1}
        max={8}
        w={90}
        value={register}
        onChange={(value) => change({ register: Number(value) || 1 })}
      />
      <NumberInput
        label="Reading, kWh"
        min={0}
        decimalScale={3}
        w={150}
        data-autofocus
        value={kWh}
        onChange={(value) => change({ kWh: value })}
      />
      <TextInput
        type="datetime-local"
        label="Read at, time of the site"
        value={readAt === undefined ? '' : siteLocal(readAt, timeZone)}
        onChange={(event) => change({ readAt: siteInstant(event.currentTarget.value, timeZone) })}
      />
      <Select
        label="By"
        w={170}
        allowDeselect={false}
        data={[
          { value: 'manual', label: 'the consumer' },
          { value: 'direct', label: 'a technician at the meter' },
        ]}
        value={source}
        onChange={(value) => change({ source: value === 'direct' ? 'direct' : 'manual' })}
        comboboxProps={{ withinPortal: false }}
      />
    </div>
  )
}
