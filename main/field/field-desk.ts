import { PowerchainError } from '../../domain/errors.ts'
import type { Person } from '../../domain/access.ts'
import type {
  ListApplied,
  ListCheck,
  Models,
  Preview,
  PreviewInput,
  Reloaded,
  ScanStep,
} from '../../domain/rpc/field.ts'
import type { GivenFile, MadeFile } from '../../domain/rpc/files.ts'

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

/** The desk of a site. */
export function createFieldDesk(): FieldDesk {
  const open = (): never => {
    throw new PowerchainError('Engine.Stopped', 'not there yet')
  }
  return {
    models: open,
    reloadModels: open,
    scan: open,
    preview: open,
    exportDevices: open,
    checkDevices: open,
    applyDevices: open,
  }
}
