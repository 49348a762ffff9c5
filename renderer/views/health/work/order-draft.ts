import { failureMode } from '../../../../domain/health/failure-modes.ts'
import type { FailureForecast } from '../../../../domain/health/forecast.ts'
import type { WorkOrder } from '../../../../domain/health/work.ts'
import type { EpochMs } from '../../../../domain/units.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

/** A part as it is typed. */
export interface PartDraft {
  name: string
  count: number
}

/** A work order as a person fills it in. */
export interface OrderDraft {
  assetId: string | null
  title: string
  dueAt: EpochMs | undefined
  parts: readonly PartDraft[]
  note: string
  state: WorkOrder['state']
  found: string
}

/** What a work order begins with: from a forecast its advice, its parts, and the early end of its interval. */
export function draftOf(forecast: FailureForecast | undefined, now: EpochMs): OrderDraft {
  const mode = forecast && failureMode(forecast.mode)
  return {
    assetId: forecast?.assetId ?? null,
    title: mode ? `${mode.name}: ${mode.advice}`.slice(0, 120) : '',
    dueAt: Math.floor((now + (forecast?.remaining.p90Days[0] ?? 30) * dayMs) / minuteMs) * minuteMs,
    parts: (mode?.parts ?? []).map((name) => ({ name, count: 1 })),
    note: '',
    state: 'open',
    found: '',
  }
}

/** An existing work order, to be changed. */
export function draftOfOrder(order: WorkOrder): OrderDraft {
  const { assetId, title, dueAt, parts, state, found } = order
  return { assetId, title, dueAt, parts, note: '', state, found: found ?? '' }
}

/** Why the draft may not be kept yet; `undefined` when it may. */
export function draftObstacle(draft: OrderDraft): string | undefined {
  if (draft.assetId === null) return 'Choose the asset.'
  if (draft.title.trim().length < 3) return 'A title of at least 3 letters is needed.'
  if (draft.dueAt === undefined) return 'Say until when it is due.'
  if (draft.parts.some(({ name }) => name.trim() === '')) return 'A part has no name.'
  return draft.state === 'done' && draft.found.trim() === ''
    ? 'Say what was found: it teaches the forecasts.'
    : undefined
}
