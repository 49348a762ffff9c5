import { PowerchainError } from '../../../domain/errors.ts'
import { type Quarter, quarterOf } from '../../../domain/metering/quarter.ts'
import type { Person } from '../../../domain/access.ts'
import type { RotateInput } from '../../../domain/rpc/settlement/wallet.ts'
import type { Ledger } from '../../../domain/settlement/ledger.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { ControllerKeys, SpeakingKey } from '../keys/controller-keys.ts'
import { keyRotationDigest } from '../keys/key-rotation.ts'
import type { Rotation } from '../keys/rotations.ts'
import { halvesOf } from '../keys/sign.ts'
import { revokedSince } from '../outbox/reattest.ts'
import { type Succession, successorFrom } from './succession.ts'

/** How far what the site stated lies on the chain for good, and where its batches end. */
export type PostedOf = () => Omit<Succession, 'key'>

/** What a new controller key is made and told with. */
export interface RotatingNeeds {
  chainId: number
  /** Number of the site in the registry. */
  site: number
  controller: ControllerKeys
  ledger: Pick<Ledger, 'addressOf' | 'submit' | 'events'>
  /** How far what a key signed lies on the chain. */
  posted: PostedOf
  /** Whether a key has a proven backup, or a person said why not: only then the registry is told of it. */
  isKept(address: string): boolean
  clock: { now(): EpochMs }
}

const none = `0x${'0'.repeat(64)}`

/** New keys of the controller: made, signed for by the old one, and told to the registry. */
export function createRotating(needs: RotatingNeeds) {
  const { chainId, site, controller, ledger, clock } = needs
  return {
    /** Tells the registry what it does not know, as after a crash or on a practice chain that began anew; never twice. */
    keep(): void {
      for (const rotation of controller.rotations()) if (!isKnown(needs, rotation)) tell(needs, rotation)
    },
    /**
     * Errors: `Access.Denied` while the old key is locked, `Config.Invalid`, `Config.NotFound` without a key or a registry. A
     * revoked key can't name its successor: it counts as lost.
     */
    async rotate(person: Person, { passphrase, fromQuarter, reason, ...asked }: RotateInput): Promise<Rotation> {
      const registry = ledger.addressOf('NodeRegistry')
      if (registry === undefined)
        throw new PowerchainError('Config.NotFound', 'There is no registry on this network that could know the key.')
      if (fromQuarter <= quarterOf(clock.now()))
        throw new PowerchainError('Config.Invalid', 'A new key speaks from a quarter that is still to come.')
      const old = controller.newest()
      const isOldLost = asked.isOldLost || revokedSince(ledger, site, old.epoch) !== undefined
      const rotation = await controller.rotate({
        passphrase,
        fromQuarter: isOldLost ? fromOfSuccessor(needs, old, fromQuarter) : fromQuarter,
        isOldLost,
        oldKey: registeredKey(needs, old.epoch),
        author: person.name,
        reason,
        digestOf: (given) => keyRotationDigest({ chainId, registry, site }, given),
      })
      tell(needs, rotation)
      return rotation
    },
  }
}

/** Nobody can sign what is between; and what waits for the chain is signed anew. */
function fromOfSuccessor({ posted, clock }: RotatingNeeds, key: SpeakingKey, asked: Quarter): Quarter {
  if (key.fromQuarter > quarterOf(clock.now()))
    throw new PowerchainError(
      'Config.Invalid',
      `Key ${key.epoch} is named already and speaks only later: until then restore a backup of the key before it.`,
    )
  return Math.min(asked, successorFrom({ key, ...posted() }))
}

function isKnown(needs: RotatingNeeds, { epoch, newKey }: Rotation): boolean {
  return registeredKey(needs, epoch)?.toLowerCase() === newKey.toLowerCase()
}

/** Address of an epoch's key as the registry told it; `undefined` while it was not read. */
function registeredKey({ site, ledger }: RotatingNeeds, epoch: number): string | undefined {
  const told = ledger
    .events()
    .findLast(
      ({ contract, name, args }) =>
        contract === 'NodeRegistry' &&
        name === 'KeyRotated' &&
        args['site'] === String(site) &&
        args['epoch'] === String(epoch),
    )
  return told && String(told.args['newKey'])
}

function tell({ site, ledger, isKept }: RotatingNeeds, rotation: Rotation): void {
  if (!isKept(rotation.newKey)) return
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
