import type { PointName } from '../../domain/points.ts'
import { qualities, type Quality } from '../../domain/reading.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { WriteDb } from './db.ts'

/** A stored reading: `point` is the number from {@link ReadingTable.pointId}, `at` the scan that saw it. */
export interface Row {
  point: number
  at: EpochMs
  value: number | null
  quality: Quality
}

/** Where readings lie. Narrow on purpose: another way of storing them has to offer no more than this. */
export interface ReadingTable {
  /** The point's number, given on first use and kept for ever. */
  pointId(assetId: string, point: PointName): number
  /** Stores all rows or none; a row at the same instant replaces the earlier one. */
  insert(rows: readonly Row[]): void
  /** Rows of one point with `from <= at < to` in order of time. */
  between(point: number, from: EpochMs, to: EpochMs): { at: EpochMs; value: number | null; quality: Quality }[]
  /** The newest row before `at` and not before `since`. */
  before(
    point: number,
    at: EpochMs,
    since: EpochMs,
  ): { at: EpochMs; value: number | null; quality: Quality } | undefined
  /** Deletes at most `most` of the rows of a point before `at`; false when none is left. */
  prune(point: number, at: EpochMs, most: number): boolean
}

interface Stored {
  at: EpochMs
  value: number | null
  quality: number
}

const toReading = (row: Stored) => ({ at: row.at, value: row.value, quality: qualities[row.quality] ?? 'bad' })

/** Readings as rows of the site's database. Errors: `Store.Failed`. */
export function createReadingTable({ db }: { db: WriteDb }): ReadingTable {
  return {
    pointId(assetId, point) {
      db.run('INSERT OR IGNORE INTO point (asset, name) VALUES (?, ?)', assetId, point)
      return db.get<{ id: number }>('SELECT id FROM point WHERE asset = ? AND name = ?', assetId, point)?.id ?? 0
    },
    insert: (rows) =>
      db.transaction(() => {
        for (const { point, at, value, quality } of rows)
          db.run(
            'INSERT OR REPLACE INTO reading (point, at, value, quality) VALUES (?, ?, ?, ?)',
            point,
            at,
            value,
            qualities.indexOf(quality),
          )
      }),
    between: (point, from, to) =>
      db
        .all<Stored>(
          'SELECT at, value, quality FROM reading WHERE point = ? AND at >= ? AND at < ? ORDER BY at',
          point,
          from,
          to,
        )
        .map(toReading),
    before(point, at, since) {
      const row = db.get<Stored>(
        'SELECT at, value, quality FROM reading WHERE point = ? AND at < ? AND at >= ? ORDER BY at DESC LIMIT 1',
        point,
        at,
        since,
      )
      return row && toReading(row)
    },
    prune(point, at, most) {
      const sql = 'SELECT at FROM reading WHERE point = ? AND at < ? ORDER BY at LIMIT 1 OFFSET ?'
      const last = db.get<{ at: number }>(sql, point, at, most)
      db.run('DELETE FROM reading WHERE point = ? AND at < ?', point, last?.at ?? at)
      return last !== undefined
    },
  }
}
