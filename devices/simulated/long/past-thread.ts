import type { MessagePort } from 'node:worker_threads'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { Definition } from '../../definition.ts'
import type { Column } from './long-run.ts'
import { pastOf } from './past.ts'

/** What a thread makes a past from; plain JSON. */
export interface PastTask {
  past: { now: EpochMs; days: number; stepMinutes: number }
  site: SiteConfig
  definitions: [string, Definition][]
  siteFolder: string
}

/** A run of rows, one after another in `values`. */
export interface PastRows {
  at: EpochMs[]
  values: Float64Array<ArrayBuffer>
}

/** What the thread tells; each `rows` is an answer to one `more`. */
export type FromPast = { type: 'columns'; columns: readonly Column[] } | ({ type: 'rows' } & PastRows) | { type: 'end' }

/** Rows of a message: a day by the minute. */
const rowsAtOnce = 1_440

/** The thread's side: makes rows as they are asked for. */
export function servePast(port: MessagePort, { past: span, definitions, ...task }: PastTask): void {
  const tell = (message: FromPast) => port.postMessage(message, message.type === 'rows' ? [message.values.buffer] : [])
  const past = pastOf({ ...task, ...span, definitions: new Map(definitions) })
  const width = past.columns.length
  const rows = past.rows()
  port.on('message', () => {
    const at: EpochMs[] = []
    const values = new Float64Array(rowsAtOnce * width)
    while (at.length < rowsAtOnce) {
      const { value: row, done } = rows.next()
      if (done) break
      values.set(row.values, at.length * width)
      at.push(row.at)
    }
    if (at.length > 0) return tell({ type: 'rows', at, values: values.slice(0, at.length * width) })
    tell({ type: 'end' })
    port.close()
  })
  tell({ type: 'columns', columns: past.columns })
}
