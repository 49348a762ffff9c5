import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Panel } from '../../../components/panel.tsx'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import css from './add.module.css'
import { useScan } from './scan-state.tsx'

const examples = [
  { means: 'network', range: 'modbus-tcp://192.168.1.10-20:502/1-5' },
  { means: 'serial line', range: 'modbus-rtu:///dev/ttyUSB0/1-30?baud=9600' },
  { means: 'OPC UA', range: 'opc.tcp://192.168.1.40:4840' },
] as const

/** Where to look, and how far the looking has come. */
export function RangePanel() {
  const { view, isRunning, problem, start, stop } = useScan()
  const [range, setRange] = useState('')
  const role = useObstacle('engineer')
  const obstacle = role ?? (range.trim() === '' ? 'Name the addresses to ask.' : undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (obstacle === undefined && !isRunning) start(range.trim())
  }
  return (
    <Panel title="Where to look" note="only the places you name are asked">
      <form className={css.range} onSubmit={submit}>
        <TextInput
          className={css.grow}
          label="Addresses and units"
          placeholder="modbus-tcp://192.168.1.10-20:502/1-5"
          autoComplete="off"
          spellCheck={false}
          maxLength={300}
          value={range}
          onChange={(event) => setRange(event.currentTarget.value)}
          error={problem?.message}
          data-autofocus
        />
        {isRunning ? (
          <Button className={css.scanButton} onClick={stop}>
            Stop
          </Button>
        ) : (
          <span className={css.scanButton}>
            <ActButton type="submit" isPrimary obstacle={obstacle}>
              Scan
            </ActButton>
          </span>
        )}
      </form>
      <ul className={css.examples} aria-label="Examples">
        {examples.map(({ means, range: example }) => (
          <li key={means}>
            <span>{means}</span>
            <button type="button" onClick={() => setRange(example)} title="Take it into the field">
              {example}
            </button>
          </li>
        ))}
      </ul>
      <Progress asked={view.asked} total={view.total} now={view.now} isRunning={isRunning} ended={view.ended} />
    </Panel>
  )
}

function Progress(props: { asked: number; total: number; now: string; isRunning: boolean; ended: string }) {
  const { asked, total, now, isRunning, ended } = props
  if (total === 0) return null
  const words = isRunning ? `asking ${now}` : ended === '' ? 'done' : `ended early: ${ended}`
  return (
    <div className={css.progress}>
      <progress max={total} value={asked} aria-label="Places asked" />
      <span className={css.asked}>
        {asked} of {total} asked
      </span>
      <span className={css.now} title={words}>
        {words}
      </span>
    </div>
  )
}
