import type { MadeFile } from '../../../domain/rpc/files.ts'
import { inThread } from '../../documents/thread.ts'
import type { CheckedList, CheckTask, ListWork } from './check-list.ts'

/** What a thread for a device list is started with; `D` are the device models as the field side knows them. */
export type ListTask<D> = { definitions: D } & (
  | { kind: 'export'; siteFile: string; format: 'csv' | 'xlsx' }
  | { kind: 'check'; task: CheckTask }
)

/** The work on device lists, each in a thread of its own, with the models that are in use when it begins. */
export function listInThread<D>(definitions: () => D): ListWork {
  const done = <Answer>(task: ListTask<D>) =>
    inThread<Answer>({ source: new URL('../../list-worker.ts', import.meta.url), bundled: 'list-worker.js', task })
  return {
    export: (siteFile, format) => done<MadeFile>({ kind: 'export', siteFile, format, definitions: definitions() }),
    check: (task) => done<CheckedList>({ kind: 'check', task, definitions: definitions() }),
  }
}
