import type { LiveMessage, ReadingColumns } from '../../../domain/rpc/live.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import { allReadings, type Frame } from './frames.ts'

/** Instants of values that stand still are refreshed this often, so that ages shown stay true. */
const refreshMs: Ms = 1_000

/** What one subscriber has been sent, and from it the next message: whatever came between two messages is conflated. */
export function createLiveView(): (frame: Frame) => LiveMessage {
  let seq = 0
  let last: Frame | undefined
  let refreshedAt: EpochMs = 0
  const sent = { decisions: new Map<string, string>(), instructions: '', alarms: '', links: '' }

  const list = <K extends 'instructions' | 'alarms' | 'links'>(name: K, frame: Frame): Pick<Frame, K> | undefined => {
    if (last?.[name] === frame[name]) return undefined
    const text = JSON.stringify(frame[name])
    if (text === sent[name]) return undefined
    sent[name] = text
    return { [name]: frame[name] } as Pick<Frame, K>
  }
  const decisions = (frame: Frame): Frame['decisions'] =>
    frame.decisions.filter((decision) => {
      const text = JSON.stringify(decision)
      const isNew = sent.decisions.get(decision.assetId) !== text
      sent.decisions.set(decision.assetId, text)
      return isNew
    })
  const common = (frame: Frame, readings: ReadingColumns) => ({
    seq: seq++,
    at: frame.at,
    readings,
    status: frame.status,
    headroom: frame.headroom,
  })
  const snapshot = (frame: Frame): LiveMessage => {
    for (const name of ['instructions', 'alarms', 'links'] as const) list(name, frame)
    refreshedAt = frame.at
    return {
      type: 'snapshot',
      ...common(frame, allReadings(frame)),
      decisions: decisions(frame),
      instructions: frame.instructions,
      alarms: frame.alarms,
      links: frame.links,
    }
  }
  const delta = (frame: Frame, before: Frame): LiveMessage => {
    const isRefresh = Math.abs(frame.at - refreshedAt) >= refreshMs
    if (isRefresh) refreshedAt = frame.at
    const changed = decisions(frame)
    return {
      type: 'delta',
      ...common(frame, changedReadings(frame, before, isRefresh)),
      ...(changed.length > 0 && { decisions: changed }),
      ...list('instructions', frame),
      ...list('alarms', frame),
      ...list('links', frame),
    }
  }
  return (frame) => {
    const message = last ? delta(frame, last) : snapshot(frame)
    last = frame
    return message
  }
}

function changedReadings(now: Frame, before: Frame, withInstants: boolean): ReadingColumns {
  const columns: ReadingColumns = { i: [], v: [], q: [], t: [] }
  now.values.forEach((value, i) => {
    const [quality = 0, at = 0] = [now.qualities[i], now.instants[i]]
    const isSame = value === before.values[i] && quality === before.qualities[i]
    if (isSame && !(withInstants && at !== before.instants[i])) return
    columns.i.push(i)
    columns.v.push(value)
    columns.q.push(quality)
    columns.t.push(at)
  })
  return columns
}
