import { CircleAlert, CircleCheck, Monitor } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatBytes } from '../format/bytes.ts'
import { formatDuration } from '../format/duration.ts'
import { formatNumber, quantityText } from '../format/number.ts'
import { powerText } from '../format/power.ts'
import { controllerNames } from '../../domain/setpoint.ts'
import { useReplayDesk } from '../replay/replay.tsx'
import { useConnection, useInstructions, useNow, useSite, useStatus } from '../state/live.ts'
import { useChain } from '../views/settlement/queries.ts'
import css from './status-bar.module.css'

/** How the engine itself is doing: cycle, field, storage, balance, command. */
export function StatusBar() {
  const site = useSite()
  const { player } = useReplayDesk()
  return (
    <footer className={css.bar} aria-label="Engine">
      {player && <strong className={css.item}>Now</strong>}
      <Engine />
      <Field />
      <Outbox />
      <span className={css.right}>
        <Balance />
        <Command />
        <span className={css.item}>
          <Monitor size={12} aria-hidden />
          {window.shell ? 'Desktop' : 'Browser'} {site.version}
        </span>
      </span>
    </footer>
  )
}

function Engine() {
  const { cycleMs } = useSite()
  const { state } = useConnection()
  const { cycleTookMs, failedControllers } = useStatus()
  const failed = failedControllers.map((name) => controllerNames[name]).join(', ')
  if (state === 'lost') return <Mark isWell={false}>Engine not in contact</Mark>
  if (failed !== '') return <Mark isWell={false}>Engine running without: {failed}</Mark>
  return (
    <Mark isWell>
      Engine running, cycle {cycleMs} ms, last {formatNumber(cycleTookMs)} ms
    </Mark>
  )
}

function Mark({ isWell, children }: { isWell: boolean; children: ReactNode }) {
  const Icon = isWell ? CircleCheck : CircleAlert
  return (
    <span className={css.item} data-bad={!isWell || undefined}>
      <Icon size={12} aria-hidden />
      <span>{children}</span>
    </span>
  )
}

function Field() {
  const { devicesAnswering, devicesTotal, pointsGood, pointsTotal, historianBytes, historianState } = useStatus()
  return (
    <>
      <span className={css.item} data-bad={devicesAnswering < devicesTotal || undefined}>
        Devices {formatNumber(devicesAnswering)} of {formatNumber(devicesTotal)} answering
      </span>
      <span className={css.item} data-bad={pointsGood < pointsTotal || undefined}>
        Points {formatNumber(pointsGood)} of {formatNumber(pointsTotal)} good
      </span>
      <span className={css.item} data-bad={historianState === 'failing' || undefined}>
        Historian {quantityText(formatBytes(historianBytes))}, {historianState}
      </span>
    </>
  )
}

/** What waits for the chain; nothing where the site settles nothing. */
function Outbox() {
  const { data: chain } = useChain()
  const now = useNow(10_000)
  if (!chain || (chain.state === 'off' && chain.outbox.waiting === 0)) return null
  const { waiting, oldestAt, stopped } = chain.outbox
  return (
    <span className={css.item} data-bad={stopped !== '' || undefined}>
      Outbox {formatNumber(waiting)}
      {oldestAt !== null && waiting > 0 && `, oldest ${formatDuration(now - oldestAt)}`}
    </span>
  )
}

function Balance() {
  const { busResidualKW } = useStatus()
  return (
    <span className={css.item}>
      Bus residual {busResidualKW === null ? 'unknown, a meter is missing' : powerText(busResidualKW)}
    </span>
  )
}

function Command() {
  const { mode } = useStatus()
  const held = useInstructions().filter((i) => i.state === 'active' && i.source === 'operator').length
  const who = mode === 'automatic' ? 'automatic' : 'this room'
  return (
    <span className={css.item}>
      In command: {who}
      {held > 0 && `, ${formatNumber(held)} by operators`}
    </span>
  )
}
