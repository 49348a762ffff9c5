import { randomUUID } from 'node:crypto'
import type { Person } from '../../../domain/access.ts'
import type { Asset } from '../../../domain/asset.ts'
import type { Clock } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { failureMode } from '../../../domain/health/failure-modes.ts'
import type { FailureForecast } from '../../../domain/health/forecast.ts'
import { type WorkOrder, type WorkState, workStates } from '../../../domain/health/work.ts'
import type { MadeFile } from '../../../domain/rpc/files.ts'
import type { WorkCreate, WorkUpdate } from '../../../domain/rpc/health/work.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import { tableFile } from '../../documents/documents.ts'
import { dayMs } from '../history.ts'
import type { Handover } from './handover.ts'
import { workTable } from './rows.ts'
import type { WorkTable } from './work-table.ts'

/** What people do with work orders. */
export interface WorkDesk {
  /** Those to be done first at the top, those that are over last. */
  list(): WorkOrder[]
  /** @throws PowerchainError `Config.NotFound`, `Dispatch.UnknownAsset`, `Config.Invalid`, `Store.Failed` */
  create(person: Person, asked: WorkCreate): WorkOrder
  /** @throws PowerchainError `Config.NotFound`, `Config.Invalid`, `Store.Failed` */
  update(person: Person, asked: WorkUpdate): WorkOrder
  export(format: 'csv' | 'xlsx'): Promise<MadeFile>
}

/** What work orders are made of. */
export interface WorkDeskNeeds {
  assets: readonly Asset[]
  table: WorkTable
  handover: Pick<Handover, 'add' | 'stateOf'>
  forecastOf(id: string): FailureForecast | undefined
  /** An order was made for a forecast, or is done. */
  onChange(order: WorkOrder, forecast: FailureForecast | undefined): void
  audit: WriteAudit
  clock: Clock
}

/** Due when nothing is foreseen. */
const usualDays = 30
const isOver = (state: WorkState): boolean => state === 'done' || state === 'cancelled'

/** Work orders of a site; every change is in the audit trail and on its way to the maintenance system. */
export function createWorkDesk(needs: WorkDeskNeeds): WorkDesk {
  const { assets, table, handover, forecastOf, onChange, audit, clock } = needs
  const nameOf = (id: string) => assets.find((asset) => asset.id === id)?.name ?? id
  const shown = (order: WorkOrder): WorkOrder => ({ ...order, handedOver: handover.stateOf(order.id) })
  const save = (order: WorkOrder, person: Person, action: string, detail: string): WorkOrder => {
    audit({ person: person.name, action, assetId: order.assetId, detail })
    table.save(order)
    handover.add(order)
    onChange(order, order.forecastId === null ? undefined : forecastOf(order.forecastId))
    return shown(order)
  }
  const list = () =>
    table
      .all()
      .map(shown)
      .toSorted((a, b) => Number(isOver(a.state)) - Number(isOver(b.state)) || a.dueAt - b.dueAt)
  return {
    list,
    create(person, asked) {
      const order = newOrder(asked, needs, { number: table.next(), person, now: clock.now() })
      return save(
        order,
        person,
        'WorkOrderCreated',
        `Work order ${order.number}: ${order.title}, due ${day(order.dueAt)}.`,
      )
    },
    update(person, asked) {
      const order = table.get(asked.id)
      if (!order) throw new PowerchainError('Config.NotFound', `There is no work order "${asked.id}".`)
      const next = changed(order, asked, person, clock.now())
      return save(
        next,
        person,
        'WorkOrderChanged',
        `Work order ${next.number} is ${workStates[next.state].toLowerCase()}.`,
      )
    },
    export: (format) => tableFile('work-orders', format, [workTable(list(), nameOf)]),
  }
}

interface Making {
  number: number
  person: Person
  now: EpochMs
}

function newOrder(asked: WorkCreate, needs: WorkDeskNeeds, { number, person, now }: Making): WorkOrder {
  const forecast = asked.forecastId === undefined ? undefined : needs.forecastOf(asked.forecastId)
  if (asked.forecastId !== undefined && !forecast)
    throw new PowerchainError('Config.NotFound', `There is no forecast "${asked.forecastId}".`)
  const assetId = asked.assetId ?? forecast?.assetId
  const asset = needs.assets.find(({ id }) => id === assetId)
  if (assetId === undefined || !asset)
    throw new PowerchainError('Dispatch.UnknownAsset', `The site has no asset "${assetId ?? ''}".`)
  const mode = asked.mode ?? forecast?.mode ?? null
  const parts = mode === null ? [] : failureMode(mode).parts.map((name) => ({ name, count: 1 }))
  const earlyDays = forecast?.remaining.p90Days[0] ?? usualDays
  return {
    id: randomUUID(),
    number,
    assetId,
    title: asked.title ?? `${mode === null ? 'Inspection' : failureMode(mode).name}: ${asset.name}`,
    mode,
    forecastId: forecast?.id ?? null,
    state: 'open',
    // not before tomorrow, however early the forecast's interval begins
    dueAt: asked.dueAt ?? now + Math.max(1, earlyDays) * dayMs,
    plannedFrom: null,
    plannedTo: null,
    parts: asked.parts ?? parts,
    notes: asked.note ? [{ at: now, person: person.name, text: asked.note }] : [],
    createdAt: now,
    createdBy: person.name,
    found: null,
    handedOver: 'none',
  }
}

function changed(order: WorkOrder, asked: WorkUpdate, person: Person, now: EpochMs): WorkOrder {
  const { id: _id, note, ...rest } = asked
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  const next: WorkOrder = { ...order, ...given }
  if (note) next.notes = [...order.notes, { at: now, person: person.name, text: note }]
  const { plannedFrom, plannedTo, found } = next
  if ((plannedFrom === null) !== (plannedTo === null) || (plannedFrom ?? 0) > (plannedTo ?? 0))
    throw new PowerchainError('Config.Invalid', 'A planned time has a beginning and, later, an end.')
  if (next.state === 'done' && order.state !== 'done') {
    if (!found) throw new PowerchainError('Config.Invalid', 'Say what was found: it teaches the forecasts.')
    next.notes = [...next.notes, { at: now, person: person.name, text: `Done: ${found}` }]
  }
  if (next.state === 'open' && plannedFrom !== null) next.state = 'planned'
  return next
}

function day(at: EpochMs): string {
  return new Date(at).toISOString().slice(0, 10)
}
