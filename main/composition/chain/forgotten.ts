import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { type Quarter, quarterStart } from '../../../domain/metering/quarter.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { SignedDigests } from '../../settlement/keys/signed-digests.ts'

/** Files of the keys folder that go with what was stated; the operator's key and the salts are none of them. */
const ofThePast = /^(controller-\d+\.json|rotations\.txt|signed\.txt|first-quarter\.txt)$/

/**
 * Why nothing may be stated: the controller's key signed statements that this database has never heard of. What it would
 * state now could be a second truth about the same quarters.
 */
export function forgottenPast(
  signed: Pick<SignedDigests, 'lastStated'>,
  store: { last(): { quarter: Quarter } | undefined },
): string | undefined {
  const last = signed.lastStated()
  if (last === undefined || store.last() !== undefined) return undefined
  const until = new Date(quarterStart(last + 1)).toISOString()
  return `the controller's key has signed statements up to ${until} that this database (site.db) does not hold. Put the newest backup of site.db back, or, if it is lost for good, begin with another data folder and another site number.`
}

/**
 * A practice site whose database is gone begins anew with other keys on another chain: what the old key signed stays the only
 * thing that it ever said. Nothing is deleted; gives what was done, in words.
 */
export function putPracticeAside({ folder, dataDir, at }: { folder: string; dataDir: string; at: EpochMs }): string {
  const name = `before-${new Date(at).toISOString().replace(/[:.]/g, '-')}`
  const keys = join(folder, name)
  mkdirSync(keys, { recursive: true, mode: 0o700 })
  for (const file of readdirSync(folder).filter((one) => ofThePast.test(one)))
    renameSync(join(folder, file), join(keys, file))
  const chain = join(dataDir, 'practice')
  if (existsSync(chain)) renameSync(chain, `${chain}.${name}`)
  return `The database of this practice site was gone: it begins anew with another key and another chain. What was before lies in ${keys} and ${chain}.${name}.`
}
