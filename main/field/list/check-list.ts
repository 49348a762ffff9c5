import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseDocument } from 'yaml'
import { type ConfigIssue, PowerchainError } from '../../../domain/errors.ts'
import type { ListCheck } from '../../../domain/rpc/field/field.ts'
import type { GivenFile, MadeFile } from '../../../domain/rpc/files.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import { madeFile } from '../../documents/documents.ts'
import { readTable } from '../../tables/read-table.ts'
import { writtenTables } from '../../tables/written.ts'
import { columns } from './columns.ts'
import { type Edit, editSite } from './edit-site.ts'
import { deviceList } from './export.ts'
import { type ListFault, readList } from './read-list.ts'
import { resolveProfiles } from './site-file.ts'

/** A list to be compared with a site file. */
export interface CheckTask {
  siteFile: string
  /** The site file that is to be written; profiles of another folder are found from there too. */
  target: string
  /** Folder for what is tried out. */
  dataDir: string
  given: GivenFile
}

/** What a list does to the site file, and the file as it would be. */
export interface CheckedList extends Omit<ListCheck, 'checkId'> {
  text: string
  /** Fingerprint of the site file that was compared with. */
  basedOn: string
}

/** What takes long about a device list: tenths of a second at 200 devices. */
export interface ListWork {
  /** Errors: those of a site file that can't be read. */
  export(siteFile: string, format: 'csv' | 'xlsx'): Promise<MadeFile>
  /** @throws PowerchainError `Config.Invalid` for a file that is no table */
  check(task: CheckTask): Promise<CheckedList>
}

/** Reads and checks a site file. Errors: `Config.Invalid` with every fault. */
export type LoadSite = (file: string) => SiteConfig

/** The work, done in the thread that asks for it. */
export function listWork(load: LoadSite): ListWork {
  return {
    async export(siteFile, format) {
      const written = await writtenTables(format, deviceList(load(siteFile)))
      return madeFile('devices', format, written.toString('base64'))
    },
    check: (task) => checkList(task, load),
  }
}

async function checkList({ siteFile, target, dataDir, given }: CheckTask, load: LoadSite): Promise<CheckedList> {
  const list = readList(await readTable(given))
  const source = readFileSync(siteFile, 'utf8')
  const document = parseDocument(source)
  if (target !== siteFile) resolveProfiles(document, dirname(siteFile))
  const edit = editSite(document, load(siteFile), list)
  const text = document.toString({ lineWidth: 0 })
  const own = [...list.faults, ...edit.faults]
  const faults = own.length > 0 ? own : faultsOf(text, edit, { dataDir, load })
  return { changes: edit.changes, faults: faults.slice(0, mostFaults), text, basedOn: fingerprint(source) }
}

/** Nobody reads more at once. */
const mostFaults = 500

/** Checks the text as the next start would, and tells faults by row and column of the list. */
function faultsOf(text: string, edit: Edit, { dataDir, load }: { dataDir: string; load: LoadSite }): ListFault[] {
  mkdirSync(dataDir, { recursive: true })
  const folder = mkdtempSync(join(dataDir, 'check-'))
  const file = join(folder, 'site.yaml')
  try {
    writeFileSync(file, text)
    load(file)
    return []
  } catch (error) {
    if (!(error instanceof PowerchainError) || error.code !== 'Config.Invalid') throw error
    return (error.details['issues'] as ConfigIssue[]).map((issue) => faultOf(issue, edit))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function faultOf({ field, expected }: ConfigIssue, { rows }: Edit): ListFault {
  const [, section = '', place = '', name = ''] = /^(devices|assets)\[(\d+)\]\.?(.*)$/.exec(field) ?? []
  const row = section === 'devices' || section === 'assets' ? rows[section][Number(place)] : undefined
  const of = section === 'devices' ? 'device' : 'asset'
  const column = columns.find((one) => one.of === of && one.field === name)?.name
  return { row: row?.row ?? 0, column: column ?? (name || field), expected }
}

/** Tells one text of a site file from another. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
