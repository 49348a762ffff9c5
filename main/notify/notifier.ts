import type { Alarm, AlarmCondition, AlarmStep } from '../../domain/alarm.ts'
import type { NotifyConfig, NotifyRule } from '../../domain/alarms/notify.ts'
import type { Clock, Stop } from '../../domain/clock.ts'
import type { Log } from '../../domain/log.ts'
import type { Ms } from '../../domain/units.ts'
import { type Channel, createChannel } from './channel.ts'
import { createEmail } from './email.ts'
import type { Notice, Send } from './notice.ts'
import { createOutbox, type Entry, type OutboxDb, rememberedMs } from './outbox.ts'
import { secretOf } from './secret.ts'
import { createWebhook } from './webhook.ts'

/** Tells people who are away of alarms, as the site file asks. */
export interface Notifier {
  start(): void
  stop(): Promise<void>
  /** What people must know of the sending itself. */
  conditions(): AlarmCondition[]
}

/** What the notifier is made of. */
export interface NotifierNeeds {
  site: string
  config: NotifyConfig
  secretsFolder: string
  db: OutboxDb
  alarms: { list(): readonly Alarm[]; onSteps(listener: (steps: readonly AlarmStep[]) => void): Stop }
  /** What an alarm is about. */
  classOf(alarm: Alarm): string | undefined
  clock: Clock
  log: Log
}

const passMs: Ms = 1_000
/** More alarms at once become one message. */
const mostSingly = 10

const isOver = new Set<AlarmStep['event']>(['returned', 'latched', 'over', 'reset', 'cameAgain'])

/** The notifier over the queue in the site's database. */
export function createNotifier(needs: NotifierNeeds): Notifier {
  const { config, alarms, clock, log } = needs
  const outbox = createOutbox(needs.db)
  const giveUpAfterMs = config.giveUpAfterDays * 24 * 3_600_000
  const channels = sendersOf(needs).map((it) => createChannel({ ...it, outbox, giveUpAfterMs, clock, log }))
  const told = new Set(outbox.told())
  const ended = new Map<string, Alarm>()
  const entriesFor = (channel: Channel, kind: Notice['kind'], about: readonly Alarm[]): Entry[] => {
    const isMany = about.length > mostSingly
    const groups = isMany ? [about.toSorted((a, b) => a.priority - b.priority)] : about.map((alarm) => [alarm])
    return groups.map((group) => {
      const shown = group.slice(0, mostSingly).map(shownAlarm)
      const notice = { kind, site: needs.site, at: clock.now(), alarms: shown, count: group.length }
      return { channel: channel.name, notice, ids: group.map(({ id }) => id) }
    })
  }
  const due = (channel: Channel): Entry[] => {
    const isTold = ({ id }: Alarm): boolean => told.has(`${channel.name} ${id}`)
    const raised = dueFor(channel.name, needs).filter((alarm) => !isTold(alarm))
    return [
      ...entriesFor(channel, 'raised', raised),
      ...entriesFor(channel, 'ended', [...ended.values()].filter(isTold)),
    ]
  }
  const pass = (): void => {
    try {
      const entries = channels.flatMap(due)
      outbox.add(entries)
      for (const { channel, notice, ids } of entries)
        for (const id of ids) told[notice.kind === 'raised' ? 'add' : 'delete'](`${channel} ${id}`)
      ended.clear()
    } catch (error) {
      log.error('messages about alarms could not be queued', { reason: String(error) })
    }
    for (const channel of channels) channel.pump()
  }
  const note = (steps: readonly AlarmStep[]): void => {
    for (const { event, alarm } of steps) if (isOver.has(event)) ended.set(alarm.id, alarm)
  }
  const stops: Stop[] = []
  return {
    start() {
      outbox.prune(clock.now() - rememberedMs)
      stops.push(alarms.onSteps(note), clock.every(passMs, pass))
    },
    async stop() {
      for (const stop of stops.splice(0)) stop()
      await Promise.all(channels.map((channel) => channel.stop()))
    },
    conditions: () => channels.flatMap((channel) => channel.conditions()),
  }
}

/** Alarms that wait for a person, and that a rule tells this channel of by now; the oldest first. */
function dueFor(channel: string, { config, alarms, classOf, clock }: NotifierNeeds): Alarm[] {
  const rules = config.rules.filter(({ to }) => !to || to.includes(channel))
  if (rules.length === 0) return []
  const now = clock.now()
  const isDue = (alarm: Alarm, { priority, classes, afterS }: NotifyRule): boolean =>
    alarm.priority <= priority &&
    now - alarm.raisedAt >= afterS * 1_000 &&
    (!classes || classes.some((it) => it === classOf(alarm)))
  return alarms
    .list()
    .filter((alarm) => alarm.state === 'activeUnacknowledged' && !alarm.code.startsWith('notify.'))
    .filter((alarm) => rules.some((rule) => isDue(alarm, rule)))
    .toReversed()
    .toSorted((a, b) => a.raisedAt - b.raisedAt)
}

function sendersOf({ config, secretsFolder, clock }: NotifierNeeds): { name: string; label: string; send: Send }[] {
  const { email, webhooks } = config
  const secret = (reference: string | undefined) => () =>
    reference === undefined ? undefined : secretOf(reference, secretsFolder)
  return [
    ...(email ? [{ name: 'email', label: 'e-mail', send: createEmail(email, secret(email.secret)) }] : []),
    ...webhooks.map((hook) => {
      const send = createWebhook(hook, { secret: secret(hook.secret), clock })
      return { name: hook.id, label: `webhook ${hook.id}`, send }
    }),
  ]
}

function shownAlarm({
  id,
  code,
  priority,
  assetId,
  text,
  response,
  raisedAt,
  returnedAt,
}: Alarm): Notice['alarms'][number] {
  const where = assetId === undefined ? {} : { assetId }
  const until = returnedAt === undefined ? {} : { returnedAt }
  return { id, code, priority, ...where, text, response, raisedAt, ...until }
}
