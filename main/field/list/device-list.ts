import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseDocument } from 'yaml'
import type { Person } from '../../../domain/access.ts'
import type { Clock } from '../../../domain/clock.ts'
import { type ConfigIssue, invalidConfig, PowerchainError } from '../../../domain/errors.ts'
import type { ListApplied, ListCheck } from '../../../domain/rpc/field.ts'
import type { GivenFile, MadeFile } from '../../../domain/rpc/files.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import { tableFile } from '../../documents/documents.ts'
import { readTable } from '../../tables/read-table.ts'
import { columns } from './columns.ts'
import { type Edit, editSite } from './edit-site.ts'
import { deviceList } from './export.ts'
import { type ListFault, readList } from './read-list.ts'
import { isWritable, replaceFile, resolveProfiles } from './site-file.ts'

/** What the device list works on. */
export interface DeviceListNeeds {
  siteFile: string
  /** The site file belongs to the product: changes go to `site.yaml` in the data folder. */
  keepSiteFile: boolean
  dataDir: string
  /** Reads and checks a site file. Errors: `Config.Invalid` with every fault. */
  load(file: string): SiteConfig
  audit: WriteAudit
  clock: Clock
}

/** The devices of the site file as a table, out and in. */
export interface DeviceList {
  /** The site file that holds from the next start. */
  siteFile(): string
  export(format: 'csv' | 'xlsx'): Promise<MadeFile>
  check(given: GivenFile): Promise<ListCheck>
  /** @throws PowerchainError `Field.CheckOutdated`; `Config.Invalid` for a list with faults */
  apply(person: Person, checkId: string, reason: string): ListApplied
}

interface Checked extends ListCheck {
  text: string
  /** Fingerprint of the site file that was compared with. */
  basedOn: string
}

/** The device list of a site. */
export function createDeviceList(needs: DeviceListNeeds): DeviceList {
  const { dataDir, load, audit, clock } = needs
  let siteFile = needs.siteFile
  let keepSiteFile = needs.keepSiteFile
  let last: Checked | undefined
  const target = () => (keepSiteFile || !isWritable(siteFile) ? join(dataDir, 'site.yaml') : siteFile)

  return {
    siteFile: () => siteFile,
    export: async (format) => tableFile('devices', format, deviceList(load(siteFile))),
    async check(given) {
      const list = readList(await readTable(given))
      const source = readFileSync(siteFile, 'utf8')
      const document = parseDocument(source)
      if (target() !== siteFile) resolveProfiles(document, dirname(siteFile))
      const edit = editSite(document, load(siteFile), list)
      const text = document.toString({ lineWidth: 0 })
      const own = [...list.faults, ...edit.faults]
      const faults = own.length > 0 ? own : faultsOf(text, edit, needs)
      last = { checkId: randomUUID(), changes: edit.changes, faults, text, basedOn: fingerprint(source) }
      return { checkId: last.checkId, changes: last.changes, faults }
    },
    apply(person, checkId, reason) {
      const check = last
      if (!check || check.checkId !== checkId || check.basedOn !== fingerprint(readFileSync(siteFile, 'utf8')))
        throw new PowerchainError(
          'Field.CheckOutdated',
          'The site file or the list has changed since it was checked. Check it again.',
        )
      const [fault] = check.faults
      if (fault) throw invalidConfig(check.faults.map(issueOf))
      const file = target()
      const words = check.changes.map(
        ({ deviceId, what, details }) => `${deviceId} ${what}${details.length > 0 ? ` (${details.join(', ')})` : ''}`,
      )
      audit({ person: person.name, action: 'DevicesApplied', detail: `${file}: ${shortened(words)}: ${reason}` })
      const keptAs = replaceFile(file, check.text, clock.now()) || siteFile
      siteFile = file
      keepSiteFile = false
      last = undefined
      return { siteFile: file, keptAs }
    },
  }
}

/** Checks the text as the next start would, and tells faults by row and column of the list. */
function faultsOf(text: string, edit: Edit, { dataDir, load }: DeviceListNeeds): ListFault[] {
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

function issueOf({ row, column, expected }: ListFault): ConfigIssue {
  return { file: 'device list', line: row, column: 0, field: column, expected }
}

/** The trail names what was done; of a long list only the beginning. */
function shortened(words: readonly string[]): string {
  const shown = words.slice(0, 10).join('; ')
  return words.length > 10 ? `${shown}; and ${words.length - 10} more` : shown || 'no change'
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
