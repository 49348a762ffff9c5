import { PowerchainError } from '../../../domain/errors.ts'
import { type Quarter, quarterOf } from '../../../domain/metering/quarter.ts'
import type { Person } from '../../../domain/access.ts'
import type { RotateInput } from '../../../domain/rpc/settlement/wallet.ts'
import type { Ledger } from '../../../domain/settlement/ledger.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { ControllerKeys } from '../keys/controller-keys.ts'
import { keyRotationDigest } from '../keys/key-rotation.ts'
import type { Rotation } from '../keys/rotations.ts'
import { halvesOf } from '../keys/sign.ts'

/** What a new controller key is made and told with. */
export interface RotatingNeeds {
  chainId: number
  /** Number of the site in the registry. */
  site: number
  controller: ControllerKeys
  ledger: Pick<Ledger, 'addressOf' | 'submit'>
  /** First quarter that no signature speaks for; where a lost key ends. */
  firstUnsigned(): Quarter
  clock: { now(): EpochMs }
}

const none = `0x${'0'.repeat(64)}`

/** New keys of the controller: made, signed for by the old one, and told to the registry. */
export function createRotating(needs: RotatingNeeds) {
  const { chainId, site, controller, ledger, clock } = needs
  return {
    /** Tells the registry what a crash may have kept from it; what it was told before is not told twice. */
    keep(): void {
      for (const rotation of controller.rotations()) tell(needs, rotation)
    },
    /** Errors: `Access.Denied` while the old key is locked, `Config.Invalid`, `Config.NotFound` without a key or a registry. */
    async rotate(person: Person, { passphrase, fromQuarter, isOldLost, reason }: RotateInput): Promise<Rotation> {
      const registry = ledger.addressOf('NodeRegistry')
      if (registry === undefined)
        throw new PowerchainError('Config.NotFound', 'There is no registry on this network that could know the key.')
      if (fromQuarter <= quarterOf(clock.now()))
        throw new PowerchainError('Config.Invalid', 'A new key speaks from a quarter that is still to come.')
      const rotation = await controller.rotate({
        passphrase,
        // nobody can sign what is between
        fromQuarter: isOldLost ? Math.min(fromQuarter, needs.firstUnsigned()) : fromQuarter,
        isOldLost,
        author: person.name,
        reason,
        digestOf: (given) => keyRotationDigest({ chainId, registry, site }, given),
      })
      tell(needs, rotation)
      return rotation
    },
  }
}

function tell({ site, ledger }: RotatingNeeds, rotation: Rotation): void {
  const { epoch, oldKey, newKey, fromQuarter, oldSignature, newSignature, author, reason } = rotation
  ledger.submit({
    key: `rotate/${site}/${epoch}/${newKey}`,
    words: `Key ${epoch} of site ${site} speaks from quarter ${fromQuarter} on`,
    contract: 'NodeRegistry',
    method: 'rotateKey',
    args: [
      { site: String(site), epoch: String(epoch), oldKey, newKey, fromQuarter: String(fromQuarter) },
      ...(oldSignature === null ? [none, none] : halvesOf(oldSignature)),
      ...halvesOf(newSignature),
    ],
    author,
    reason,
  })
}
