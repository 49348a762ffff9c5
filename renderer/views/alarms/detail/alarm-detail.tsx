import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Alarm } from '../../../../domain/alarm.ts'
import type { AlarmDetail as Detail } from '../../../../domain/rpc/alarms.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { PriorityMark, priorityWords } from '../../../components/priority-mark.tsx'
import { useClient } from '../../../connection/connected.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { formatNumber } from '../../../format/number.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { ActButtons, type AskedAct } from '../acts/acts.tsx'
import { respondWords, stateWords } from '../alarm-words.ts'
import { AlarmTrend } from './alarm-trend.tsx'
import css from './detail.module.css'
import { Steps } from './steps.tsx'
import { TimesBefore } from './times-before.tsx'

type Ask = (kind: AskedAct['kind'], alarms: readonly Alarm[]) => void

/** What is known of an occurrence; asked for again with each of its steps. */
function useDetail(alarm: Alarm | undefined): Detail | undefined {
  const client = useClient()
  const { data } = useQuery({
    queryKey: ['alarms', 'detail', alarm?.id, alarm?.state, alarm?.revision, alarm?.beneath],
    queryFn: () => client.alarms.detail({ alarmId: alarm?.id ?? '' }),
    enabled: alarm !== undefined,
    placeholderData: keepPreviousData,
  })
  return data?.alarm?.id === alarm?.id ? data : undefined
}

/** The opened alarm: what to do and how long there is, how it came, what belongs to it, who did what. */
export function AlarmDetail({ alarm, ask }: { alarm: Alarm | undefined; ask: Ask }) {
  const detail = useDetail(alarm)
  if (!alarm)
    return (
      <aside className={css.detail} aria-label="Alarm">
        <div className={css.none}>
          <EmptyState title="No alarm is opened">
            Choose one in the list: arrows move, Space chooses several.
          </EmptyState>
        </div>
      </aside>
    )
  return (
    <aside className={css.detail} aria-label="Alarm">
      <header className={css.head}>
        <PriorityMark priority={alarm.priority} state={alarm.state} size={22} />
        <h2 className={css.title}>{alarm.text}</h2>
        <span className={css.priority}>
          priority {alarm.priority}, {priorityWords[alarm.priority]}
        </span>
      </header>
      {/* A part that scrolls is reached by the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={css.scroll} tabIndex={0} aria-label="About this alarm">
        <AlarmTrend key={alarm.id} alarm={alarm} />
        <Facts alarm={alarm} detail={detail} />
        {detail && <Steps steps={detail.steps} />}
        <TimesBefore alarm={alarm} />
      </section>
      <footer className={css.foot}>
        <ActButtons alarms={[alarm]} ask={ask} />
        <OpenAsset assetId={alarm.assetId} />
        {alarm.code.startsWith('settlement.') && <OpenOutbox />}
      </footer>
    </aside>
  )
}

function Facts({ alarm, detail }: { alarm: Alarm; detail: Detail | undefined }) {
  const { timeZone } = useSite()
  const now = useNow()
  const definition = detail?.definition
  const left = respondWords(alarm, now)
  const within = definition ? formatDuration(definition.respondWithinS * 1_000) : ''
  return (
    <dl className={css.facts}>
      <Fact label="Do now">{alarm.response}</Fact>
      <Fact label="Time to respond">
        {left === '' ? within : left === 'now' ? <strong>Now</strong> : `${left} left`}
        {left !== '' && within !== '' && <span className={css.soft}> of {within}</span>}
      </Fact>
      {definition && <Fact label="Cause">{definition.cause}</Fact>}
      {definition && <Fact label="If nothing is done">{definition.consequence}</Fact>}
      <Fact label="State">{stateWords(alarm, timeZone).filter(Boolean).join(' ')}</Fact>
      <CameWith alarm={alarm} detail={detail} />
    </dl>
  )
}

/** What belongs together: whether it was first, what it explains, and what explains it. */
function CameWith({ alarm, detail }: { alarm: Alarm; detail: Detail | undefined }) {
  const parts: string[] = []
  if (alarm.isFirstOut) parts.push('First out: it came before the others of its asset.')
  if (alarm.rootId !== undefined) parts.push('Suppressed by design: another alarm explains it.')
  if (alarm.beneath) parts.push(`It explains ${formatNumber(alarm.beneath)} others, which are not listed:`)
  if (alarm.comings !== undefined)
    parts.push(`It came ${alarm.comings} times within a minute; shelve it until it is mended.`)
  if (parts.length === 0) return null
  const beneath = detail?.beneath ?? []
  return (
    <Fact label="Came with it">
      {parts.join(' ')}
      {beneath.length > 0 && (
        <ul className={css.beneath}>
          {beneath.slice(0, 8).map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
          {(alarm.beneath ?? 0) > 8 && <li>and {formatNumber((alarm.beneath ?? 0) - 8)} more</li>}
        </ul>
      )}
    </Fact>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Alarms of settlement are dealt with where its acts wait. */
function OpenOutbox() {
  return (
    <Link className={css.open} to="/settlement/outbox">
      Open Settlement, Outbox
      <ChevronRight size={14} aria-hidden />
    </Link>
  )
}

function OpenAsset({ assetId }: { assetId: string | undefined }) {
  const { assets } = useSite()
  const asset = assets.find((a) => a.id === assetId)
  if (!asset) return null
  return (
    <Link className={css.open} to="/assets/$assetId" params={{ assetId: asset.id }}>
      Open {asset.name}
      <ChevronRight size={14} aria-hidden />
    </Link>
  )
}
