import type { MadeFile } from '../domain/rpc/files.ts'
import { work } from './documents/in-the-thread.ts'
import { type KnownModels, loadSiteWith } from './field-side.ts'
import { type CheckedList, listWork } from './field/list/check-list.ts'
import type { ListTask } from './field/list/list-in-thread.ts'

/*
 * Entry of a thread that makes or checks one device list: reading a table, editing the site file and checking it twice
 * takes tenths of a second, in which the control loop would miss its turns.
 */

await work((asked: ListTask<KnownModels>): Promise<MadeFile | CheckedList> => {
  const lists = listWork((file) => loadSiteWith(() => asked.definitions, file))
  return asked.kind === 'export' ? lists.export(asked.siteFile, asked.format) : lists.check(asked.task)
})
