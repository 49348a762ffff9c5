import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../../../domain/clock.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import { type ControllerKeys, createControllerKeys } from '../../settlement/keys/controller-keys.ts'
import { openSignedDigests } from '../../settlement/keys/signed-digests.ts'
import type { StatementStore } from '../../settlement/statements/statement-store.ts'
import type { Stores } from '../../stores.ts'
import { forgottenPast, putPracticeAside } from './forgotten.ts'

/** Keys of a site in its data folder. */
export interface SiteKeys {
  /** Where they lie. */
  folder: string
  key: ControllerKeys
  /** Why nothing may be stated with them; `undefined` = it may. */
  refusal: string | undefined
}

/** Opens the controller's keys; on a practice site whose database is gone others, on another chain. Errors: `Store.*`. */
export function openKeys(needs: {
  isPractice: boolean
  dataDir: string
  fromQuarter: Quarter
  statements: Pick<StatementStore, 'last'>
  audit: Pick<Stores['audit'], 'write'>
  clock: Clock
}): SiteKeys {
  const { isPractice, dataDir, fromQuarter, statements, audit, clock } = needs
  const folder = join(dataDir, 'keys')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const open = () => {
    const signed = openSignedDigests(join(folder, 'signed.txt'))
    return { signed, key: createControllerKeys({ folder, fromQuarter, signed, clock }) }
  }
  const { signed, key } = open()
  const refusal = forgottenPast(signed, statements)
  if (refusal === undefined || !isPractice) return { folder, key, refusal }
  const detail = putPracticeAside({ folder, dataDir, at: clock.now() })
  audit.write({ person: 'engine', action: 'PracticeSiteBegunAnew', detail })
  return { folder, key: open().key, refusal: undefined }
}
