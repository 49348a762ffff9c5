import type { Person } from '../../domain/access.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type {
  ListApplied,
  ListCheck,
  Models,
  Preview,
  PreviewInput,
  Reloaded,
  ScanStep,
} from '../../domain/rpc/field/field.ts'
import type { GivenFile, MadeFile } from '../../domain/rpc/files.ts'
import type { WriteAudit } from '../audit/audit.ts'
import type { DeviceList } from './list/device-list.ts'
import type { DeviceModel, ModelLibrary } from './models.ts'

/** What engineers do with devices and their models while the site runs. */
export interface FieldDesk {
  models(): Models
  reloadModels(person: Person): Promise<Reloaded>
  scan(person: Person, range: string, signal: AbortSignal): AsyncGenerator<ScanStep, void, void>
  preview(person: Person, input: PreviewInput, signal: AbortSignal): AsyncGenerator<Preview, void, void>
  exportDevices(format: 'csv' | 'xlsx'): Promise<MadeFile>
  checkDevices(person: Person, file: GivenFile): Promise<ListCheck>
  applyDevices(person: Person, checkId: string, reason: string): ListApplied
}

/** What the desk is made of. */
export interface FieldDeskNeeds {
  models: Pick<ModelLibrary<DeviceModel>, 'list' | 'reload'>
  list: DeviceList
  /** Asks each place of a range; errors `Config.Invalid`. */
  scan(range: string, signal: AbortSignal): AsyncIterable<ScanStep>
  /** Reads a device that is not of the site, or not yet. */
  preview(input: PreviewInput, signal: AbortSignal): AsyncIterable<Preview>
  audit: WriteAudit
}

/** The desk of a site. One scan at a time: two would ask each line twice as often as a person meant. */
export function createFieldDesk({ models, list, scan, preview, audit }: FieldDeskNeeds): FieldDesk {
  let isScanning = false
  return {
    models: models.list,
    reloadModels: (person) => models.reload(person.name),
    async *scan(person, range, signal) {
      if (isScanning) throw new PowerchainError('Field.Busy', 'A scan is under way already. Wait for it or stop it.')
      isScanning = true
      try {
        audit({ person: person.name, action: 'FieldScanned', detail: `Asked who is there: ${range}` })
        yield* scan(range, signal)
      } finally {
        isScanning = false
      }
    },
    async *preview(person, input, signal) {
      const detail = `Read ${input.endpoint} unit ${input.unit} as ${input.definition}, without adding it`
      audit({ person: person.name, action: 'DevicePreviewed', detail })
      yield* preview(input, signal)
    },
    exportDevices: list.export,
    checkDevices: (_person, file) => list.check(file),
    applyDevices: list.apply,
  }
}
