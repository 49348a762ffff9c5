import { type ErrorCode, PowerchainError } from '../../domain/errors.ts'
import type { Log } from '../../domain/log.ts'
import type { PlantedName } from '../../domain/simulation/settings.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { KW } from '../../domain/units.ts'
import type { Definition } from '../definition.ts'
import type { DeviceFault } from './simulated-device.ts'

/** What the worker starts from; plain JSON. */
export interface WorkerTask {
  site: SiteConfig
  definitions: [string, Definition][]
  siteFolder: string
  dataDir: string
}

/** What the engine tells the worker. */
export type ToWorker =
  | { type: 'stop' }
  | { type: 'override'; assetId: string; powerKW: KW | undefined }
  | { type: 'repair'; assetId: string; mode: PlantedName | undefined }
  | { type: 'fault'; deviceId: string; fault: DeviceFault | undefined }

/** What the worker tells the engine. */
export type FromWorker =
  | { type: 'started'; endpoints: Record<string, string> }
  | { type: 'failed'; code: ErrorCode | undefined; message: string; details: Record<string, unknown> }
  | { type: 'log'; level: LogLevel; message: string; fields: Record<string, unknown> }

/** The levels of {@link Log}. */
export type LogLevel = Exclude<keyof Log, 'with'>

/** What went wrong in a thread, as it was there. */
export function errorOf({ code, message, details }: Extract<FromWorker, { type: 'failed' }>): Error {
  return code ? new PowerchainError(code, message.replace(/^PowerchainError: /, ''), { details }) : new Error(message)
}
