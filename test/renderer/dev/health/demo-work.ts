import { failureMode } from '../../../../domain/health/failure-modes.ts'
import type { FailureForecast } from '../../../../domain/health/forecast.ts'
import type { WorkOrder } from '../../../../domain/health/work.ts'
import { PowerchainError } from '../../../../domain/errors.ts'
import type { MaintenanceCalendar } from '../../../../domain/rpc/health/calendar.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { wave } from '../wave.ts'
import { dayMs } from './demo-forecasts.ts'

const hourMs = 3_600_000
const person = 'I. Petrova'

/** Work orders of the demonstration: some are there, others are made on the screens. */
export class DemoWork {
  readonly #orders: WorkOrder[]
  readonly #now: () => EpochMs

  constructor({ now }: { now: () => EpochMs }) {
    this.#now = now
    this.#orders = firstOrders(now())
  }

  list(): WorkOrder[] {
    return this.#orders.toSorted((a, b) => Number(isOver(a)) - Number(isOver(b)) || a.dueAt - b.dueAt)
  }

  ofForecast(forecastId: string): string | null {
    return this.#orders.find((order) => order.forecastId === forecastId)?.id ?? null
  }

  create(asked: Partial<WorkOrder> & { note: string }, forecast: FailureForecast | undefined): WorkOrder {
    const assetId = asked.assetId ?? forecast?.assetId
    if (assetId === undefined) throw new PowerchainError('Config.Invalid', 'Say which asset it is for.')
    const mode = asked.mode ?? forecast?.mode ?? null
    const number = Math.max(...this.#orders.map((o) => o.number)) + 1
    const made: WorkOrder = {
      id: `work-${number}`,
      number,
      assetId,
      title: asked.title ?? (mode ? failureMode(mode).advice : 'Look after it'),
      mode,
      forecastId: forecast?.id ?? null,
      state: 'open',
      dueAt: asked.dueAt ?? Math.floor(this.#now() + (forecast?.remaining.p90Days[0] ?? 30) * dayMs),
      plannedFrom: null,
      plannedTo: null,
      parts: asked.parts ?? (mode ? failureMode(mode).parts.map((name) => ({ name, count: 1 })) : []),
      notes: asked.note === '' ? [] : [{ at: this.#now(), person, text: asked.note }],
      createdAt: this.#now(),
      createdBy: person,
      found: null,
      handedOver: 'waiting',
    }
    this.#orders.push(made)
    return made
  }

  update({
    id,
    note,
    ...changes
  }: Partial<Omit<WorkOrder, 'id'>> & { id: string; note?: string | undefined }): WorkOrder {
    const place = this.#orders.findIndex((order) => order.id === id)
    const before = this.#orders[place]
    if (!before) throw new PowerchainError('Config.NotFound', 'This work order is no longer there.')
    if (changes.state === 'done' && !changes.found) throw new PowerchainError('Config.Invalid', 'Say what was found.')
    const after: WorkOrder = {
      ...before,
      ...(Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<WorkOrder>),
      notes: note ? [...before.notes, { at: this.#now(), person, text: note }] : before.notes,
    }
    this.#orders[place] = after
    return after
  }

  /** The cost of a start follows price and wind: dear in the evening, cheap at night and on Sundays. */
  calendar({
    assetId,
    hours,
    before,
  }: {
    assetId: string
    hours: number
    before?: EpochMs | undefined
  }): MaintenanceCalendar {
    const now = this.#now()
    const first = Math.ceil(now / hourMs) * hourMs
    const count = Math.min(24 * 14, Math.max(24, Math.floor(((before ?? now + 14 * dayMs) - first) / hourMs) - hours))
    const at = Array.from({ length: count }, (_, i) => first + i * hourMs)
    const cost = at.map((t) => Math.max(6, hours * (31 + 22 * wave(t, 4, dayMs) + 9 * wave(t, 2, 7 * dayMs))))
    const costEur = cost.map((value, i) => (i > 90 && i < 97 ? null : value))
    const riskEur = at.map((_, i) => 1.6 * i ** 1.12)
    const windows = windowsOf({ at, costEur, riskEur, hours })
    const planned = this.#orders.flatMap(({ id, title, assetId: of, plannedFrom, plannedTo }) =>
      plannedFrom === null || plannedTo === null || plannedTo < now
        ? []
        : [{ workOrderId: id, title, assetId: of, from: plannedFrom, to: plannedTo }],
    )
    return {
      assetId,
      hours,
      at: now,
      windows,
      planned,
      starts: { at, costEur, riskEur },
      words: 'The first 48 h follow the dispatch plan, later ones the price forecast and the usual of that hour.',
    }
  }
}

const isOver = ({ state }: WorkOrder) => state === 'done' || state === 'cancelled'

function windowsOf(given: { at: number[]; costEur: (number | null)[]; riskEur: number[]; hours: number }) {
  const { at, costEur, riskEur, hours } = given
  const all = at.flatMap((from, i) => {
    const [cost, risk] = [costEur[i], riskEur[i] ?? 0]
    return cost === null || cost === undefined ? [] : [{ from, i, cost, risk, sum: cost + risk }]
  })
  const kept: typeof all = []
  for (const start of all.toSorted((a, b) => a.sum - b.sum))
    if (kept.length < 6 && kept.every((other) => Math.abs(other.from - start.from) >= hours * hourMs)) kept.push(start)
  return kept.map(({ from, i, cost, risk }) => ({
    from,
    to: from + hours * hourMs,
    costEur: cost,
    riskEur: risk,
    basis: i < 48 ? ('plan' as const) : i < 168 ? ('forecast' as const) : ('usual' as const),
    conflicts: i % 3 === 0 ? ['Fast reserve is promised until 20:00'] : [],
    words: i < 48 ? 'Wind covers it; little is bought' : 'Night of low prices is foreseen',
  }))
}

function firstOrders(now: EpochMs): WorkOrder[] {
  const day = Math.floor(now / dayMs) * dayMs
  const base = {
    forecastId: null,
    plannedFrom: null,
    plannedTo: null,
    notes: [] as WorkOrder['notes'],
    createdBy: person,
    found: null,
  }
  return [
    {
      ...base,
      id: 'work-118',
      number: 118,
      assetId: 'container-4',
      title: 'Exchange fan 7 in row B',
      mode: 'fanWear',
      forecastId: 'container-4 fanWear',
      state: 'planned',
      dueAt: day + 11 * dayMs,
      plannedFrom: day + 4 * dayMs + 7 * hourMs,
      plannedTo: day + 4 * dayMs + 10 * hourMs,
      parts: [{ name: 'Fan', count: 1 }],
      notes: [{ at: now - 2 * dayMs, person: 'J. Okafor', text: 'Fan is in the store, shelf 4.' }],
      createdAt: now - 3 * dayMs,
      handedOver: 'done',
    },
    {
      ...base,
      id: 'work-119',
      number: 119,
      assetId: 'grid',
      title: 'Clean radiators of T2, look at fan 2',
      mode: 'transformerCooling',
      state: 'open',
      dueAt: day + 30 * dayMs,
      parts: [{ name: 'Fan motor', count: 1 }],
      createdAt: now - dayMs,
      handedOver: 'failed',
    },
    {
      ...base,
      id: 'work-112',
      number: 112,
      assetId: 'container-5',
      title: 'Change the filters',
      mode: 'filterFouling',
      state: 'done',
      dueAt: day - 6 * dayMs,
      parts: [{ name: 'Filter set', count: 2 }],
      createdAt: now - 20 * dayMs,
      found: 'Filters full of pollen, 240 Pa before, 90 Pa after.',
      handedOver: 'done',
    },
  ]
}
