import type { LiveMessage, ReadingColumns } from '../../../domain/rpc/live.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import { allReadings, type Frame } from './frames.ts'

/** Instants of values that stand still are refreshed this often, so that ages shown stay true. */
const refreshMs: Ms = 1_000

/** What one subscriber has been sent, and from it the next message: whatever came between two messages is conflated. */
export function createLiveView(): (frame: Frame) => LiveMessage {
  const news = createNews()
  let seq = 0
  let last: Frame | undefined
  let refreshedAt: EpochMs = 0
  const common = (frame: Frame, readings: ReadingColumns) => {
    const { at, status, headroom, alarmSituation } = frame
    return { seq: seq++, at, readings, status, headroom, ...(alarmSituation && { alarmSituation }) }
  }
  const delta = (frame: Frame, before: Frame): LiveMessage => {
    const isRefresh = Math.abs(frame.at - refreshedAt) >= refreshMs
    if (isRefresh) refreshedAt = frame.at
    return { type: 'delta', ...common(frame, changedReadings(frame, before, isRefresh)), ...news(frame) }
  }
  const snapshot = (frame: Frame): LiveMessage => {
    news(frame)
    refreshedAt = frame.at
    const { decisions, instructions, services, alarms, links } = frame
    const lists = { decisions, instructions, ...(services && { services }), alarms, links }
    return { type: 'snapshot', ...common(frame, allReadings(frame)), ...lists }
  }
  return (frame) => {
    const message = last ? delta(frame, last) : snapshot(frame)
    last = frame
    return message
  }
}

type News = Partial<Pick<Frame, 'decisions' | 'instructions' | 'services' | 'alarms' | 'links'>>

/** Compares with what was sent before by its text: of decisions those that changed, of other lists the whole. */
function createNews(): (frame: Frame) => News {
  const sent = new Map<string, string>()
  const isNew = (key: string, value: unknown): boolean => {
    const text = JSON.stringify(value)
    if (sent.get(key) === text) return false
    sent.set(key, text)
    return true
  }
  return (frame) => {
    const decisions = frame.decisions.filter((decision) => isNew(`decision ${decision.assetId}`, decision))
    return {
      ...(decisions.length > 0 && { decisions }),
      ...(isNew('instructions', frame.instructions) && { instructions: frame.instructions }),
      ...(frame.services && isNew('services', frame.services) && { services: frame.services }),
      ...(isNew('alarms', frame.alarms) && { alarms: frame.alarms }),
      ...(isNew('links', frame.links) && { links: frame.links }),
    }
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
