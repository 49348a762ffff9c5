import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Person } from '../../../domain/access.ts'
import type { Clock } from '../../../domain/clock.ts'
import { type ConfigIssue, invalidConfig, PowerchainError } from '../../../domain/errors.ts'
import type { ListApplied, ListCheck } from '../../../domain/rpc/field/field.ts'
import type { GivenFile, MadeFile } from '../../../domain/rpc/files.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import { type CheckedList, fingerprint, type ListWork } from './check-list.ts'
import type { ListFault } from './read-list.ts'
import { isWritable, replaceFile } from './site-file.ts'

/** What the device list works on. */
export interface DeviceListNeeds {
  siteFile: string
  /** The site file belongs to the product: changes go to `site.yaml` in the data folder. */
  keepSiteFile: boolean
  dataDir: string
  work: ListWork
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

interface Checked extends CheckedList {
  checkId: string
}

/** The device list of a site. */
export function createDeviceList(needs: DeviceListNeeds): DeviceList {
  const { dataDir, work, audit, clock } = needs
  let siteFile = needs.siteFile
  let keepSiteFile = needs.keepSiteFile
  let last: Checked | undefined
  const target = () => (keepSiteFile || !isWritable(siteFile) ? join(dataDir, 'site.yaml') : siteFile)

  return {
    siteFile: () => siteFile,
    export: (format) => work.export(siteFile, format),
    async check(given) {
      const checked = await work.check({ siteFile, target: target(), dataDir, given })
      last = { ...checked, checkId: randomUUID() }
      return { checkId: last.checkId, changes: last.changes, faults: last.faults }
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

function issueOf({ row, column, expected }: ListFault): ConfigIssue {
  return { file: 'device list', line: row, column: 0, field: column, expected }
}

/** The trail names what was done; of a long list only the beginning. */
function shortened(words: readonly string[]): string {
  const shown = words.slice(0, 10).join('; ')
  return words.length > 10 ? `${shown}; and ${words.length - 10} more` : shown || 'no change'
}
