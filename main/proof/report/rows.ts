import { type Proof, type QualificationRow } from '../../../domain/rpc/dispatch/proof.ts'
import { stepAt } from '../../../domain/dispatch/proof.ts'
import type { Table } from '../../tables/table.ts'
import { createCorridor } from '../judge/corridor.ts'
import { figuresOf } from './figures.ts'

/** Samples of a proof as a table; its figures stand in columns of their own beside the first rows. */
export function proofTable(proof: Proof): Table {
  const { order, samples } = proof
  const figures = figuresOf(proof)
  const allowedAt = createCorridor(order)
  const rows = samples.at.map((at, i) => {
    const measuredKW = samples.powerKW[i] ?? null
    const isJudged = at >= order.from
    const { minKW, maxKW } = allowedAt(at)
    const allowed = (kW: number) => (isJudged && Number.isFinite(kW) ? kW : null)
    return [
      new Date(at).toISOString(),
      isJudged ? (stepAt(order.steps, at) ?? null) : null,
      allowed(minKW),
      allowed(maxKW),
      measuredKW,
      stepAt(order.baseline.steps, at) ?? null,
      measuredKW === null ? 'gap' : 'good',
    ]
  })
  const none = Array.from({ length: 7 }, () => null)
  const length = Math.max(rows.length, figures.length)
  return {
    title: 'Proof of response',
    columns: [
      'Time',
      'Ordered, kW',
      'Allowed from, kW',
      'Allowed to, kW',
      'Measured, kW',
      'Baseline, kW',
      'Quality',
      'Figure',
      'Value',
    ],
    rows: Array.from({ length }, (_, i) => [...(rows[i] ?? none), ...(figures[i] ?? [null, null])]),
  }
}

/** The table of qualification, one row for each check. */
export function qualificationTable(rows: readonly QualificationRow[], nameOf: (assetId: string) => string): Table {
  return {
    title: 'Qualification',
    columns: [
      'Service',
      'Direction',
      'Asset',
      'Result',
      'Power, kW',
      'Reason',
      'Check',
      'Needed',
      'Found',
      'Check result',
      'Basis',
    ],
    rows: rows.flatMap((row) => {
      const of = [
        row.serviceLabel,
        row.direction,
        row.assetId === undefined ? 'all together' : nameOf(row.assetId),
        row.result,
        row.capacityKW,
        row.reason,
      ]
      if (row.checks.length === 0) return [[...of, null, null, null, null, null]]
      return row.checks.map(({ name, need, have, result, basis }) => [...of, name, need, have, result, basis])
    }),
  }
}
