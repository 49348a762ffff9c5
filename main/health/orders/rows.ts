import { failureMode } from '../../../domain/health/failure-modes.ts'
import { type WorkOrder, workStates } from '../../../domain/health/work.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { Table } from '../../tables/table.ts'

/** Columns of a work order in a table, and in the file of a maintenance system. */
export const workColumns = [
  'Number',
  'Asset',
  'Title',
  'Cause',
  'State',
  'Due',
  'Planned from',
  'Planned to',
  'Parts',
  'Notes',
  'Found',
  'Created',
  'Created by',
  'Forecast',
]

/** Work orders as a table. */
export function workTable(orders: readonly WorkOrder[], nameOf: (assetId: string) => string): Table {
  return { title: 'Work orders', columns: workColumns, rows: orders.map((order) => workRow(order, nameOf)) }
}

/** A work order as a row of {@link workColumns}. */
export function workRow(order: WorkOrder, nameOf: (assetId: string) => string): Table['rows'][number] {
  return [
    order.number,
    nameOf(order.assetId),
    order.title,
    order.mode === null ? null : failureMode(order.mode).name,
    workStates[order.state],
    time(order.dueAt),
    time(order.plannedFrom),
    time(order.plannedTo),
    order.parts.map(({ name, count }) => `${count} x ${name}`).join(', '),
    order.notes.map(({ at, person, text }) => `${time(at)} ${person}: ${text}`).join(' | '),
    order.found,
    time(order.createdAt),
    order.createdBy,
    order.forecastId,
  ]
}

function time(at: EpochMs | null): string | null {
  return at === null ? null : new Date(at).toISOString().slice(0, 16) + 'Z'
}
