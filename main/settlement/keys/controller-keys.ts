import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { PowerchainError } from '../../../domain/errors.ts'
import { type Quarter, quarterOf } from '../../../domain/metering/quarter.ts'
import { type ControllerKey, type ControllerKeyNeeds, createControllerKey } from './controller-key.ts'
import { openRotations, type Rotation } from './rotations.ts'

/** A key of the controller with the quarters [fromQuarter, untilQuarter) that it speaks for. */
export interface SpeakingKey {
  epoch: number
  fromQuarter: Quarter
  /** `null` while no key follows it. */
  untilQuarter: Quarter | null
  key: ControllerKey
}

/** What a new key is made for. */
interface NewKey {
  passphrase: string
  fromQuarter: Quarter
  /** The old key can't sign: the owner's account vouches alone. */
  isOldLost: boolean
  /** Address of the old key as the registry knows it, for one whose file is gone. */
  oldKey?: string | undefined
  author: string
  reason: string
  /** Digest of the rotation, that both keys sign. */
  digestOf(rotation: Pick<Rotation, 'epoch' | 'oldKey' | 'newKey' | 'fromQuarter'>): string
}

/** All keys of the controller; as a {@link ControllerKey} it is the one that speaks now. */
export interface ControllerKeys extends ControllerKey {
  /** Epoch of the key that speaks now. */
  epoch(): number
  /** The key that speaks now. */
  speaking(): SpeakingKey
  /** The key that speaks for a quarter. */
  at(quarter: Quarter): SpeakingKey
  newest(): SpeakingKey
  /** Every key with its first quarter, as documents name them; those never made are left out. */
  epochs(): { epoch: number; address: string; fromQuarter: Quarter }[]
  rotations(): readonly Rotation[]
  /**
   * Makes the next key; on the disk with its signatures when it returns.
   * @throws PowerchainError `Access.Denied` while the old key is locked, `Config.Invalid` for a short passphrase or a quarter
   * that the present key does not reach, `Config.NotFound` without a key, `Store.*`
   */
  rotate(asked: NewKey): Promise<Rotation>
}

/** Keys of the controller: `controller-N.json` for each epoch N, and `rotations.txt` with where one takes over from another. */
export function createControllerKeys(
  needs: Omit<ControllerKeyNeeds, 'epoch'> & { fromQuarter: Quarter; clock: { now(): number } },
): ControllerKeys {
  const { folder, fromQuarter, clock } = needs
  const rotations = openRotations(join(folder, 'rotations.txt'))
  const first = { epoch: 1, fromQuarter, untilQuarter: null, key: createControllerKey({ ...needs, epoch: 1 }) }
  const all: SpeakingKey[] = [first]
  const take = (rotation: Rotation, key: ControllerKey) => {
    newest().untilQuarter = rotation.fromQuarter
    all.push({ epoch: rotation.epoch, fromQuarter: rotation.fromQuarter, untilQuarter: null, key })
  }
  const newest = () => all.at(-1) ?? first
  const at = (quarter: Quarter) => all.findLast((one) => one.fromQuarter <= quarter) ?? first
  const present = () => at(quarterOf(clock.now()))
  for (const rotation of rotations.all()) take(rotation, createControllerKey({ ...needs, epoch: rotation.epoch }))
  const knownOf = ({ epoch, key }: SpeakingKey) =>
    key.known() ??
    rotations.all().find((rotation) => rotation.epoch === epoch)?.newKey ??
    rotations.all().find((rotation) => rotation.epoch === epoch + 1)?.oldKey
  let isRotating = false

  return {
    ...shownAs(() => present().key),
    create: first.key.create,
    known: () => knownOf(present()),
    unlock: (passphrase) => unlockAll(all, present().key, passphrase),
    lock: () => all.forEach(({ key }) => key.lock()),
    epoch: () => present().epoch,
    speaking: present,
    at,
    newest,
    epochs: () =>
      all.flatMap((one) => {
        const address = knownOf(one)
        return address === undefined ? [] : [{ epoch: one.epoch, address, fromQuarter: one.fromQuarter }]
      }),
    rotations: rotations.all,
    async rotate(asked) {
      if (isRotating) throw new PowerchainError('Config.Invalid', 'A new key is being made already.')
      isRotating = true
      try {
        const old = newest()
        const made = await rotationOf(needs, old, knownOf(old) ?? asked.oldKey, asked)
        rotations.add(made.rotation)
        take(made.rotation, made.key)
        return made.rotation
      } finally {
        isRotating = false
      }
    },
  }
}

function shownAs(key: () => ControllerKey): Pick<ControllerKey, 'state' | 'address' | 'sign'> {
  return { state: () => key().state(), address: () => key().address(), sign: (all) => key().sign(all) }
}

/** Opens every key that the passphrase opens: each may have one of its own. */
async function unlockAll(all: readonly SpeakingKey[], present: ControllerKey, passphrase: string): Promise<string> {
  const locked = all.map(({ key }) => key).filter((key) => key.state() === 'locked' && key !== present)
  const opened: string[] = []
  const refused: unknown[] = []
  for (const key of [present, ...locked]) {
    try {
      opened.push(await key.unlock(passphrase))
    } catch (error) {
      refused.push(error)
    }
  }
  const [address] = opened
  if (address === undefined) throw refused[0]
  return address
}

/** First quarter that a successor can speak for: the registry has the first key speak from quarter 0 on, so its are all free. */
export function firstOfNext({ epoch, fromQuarter }: Pick<SpeakingKey, 'epoch' | 'fromQuarter'>): Quarter {
  return epoch === 1 ? fromQuarter : fromQuarter + 1
}

async function rotationOf(
  needs: Parameters<typeof createControllerKeys>[0],
  old: SpeakingKey,
  oldKey: string | undefined,
  { passphrase, fromQuarter, isOldLost, author, reason, digestOf }: NewKey,
): Promise<{ rotation: Rotation; key: ControllerKey }> {
  if (oldKey === undefined) throw new PowerchainError('Config.NotFound', 'There is no key yet: make the first one.')
  if (fromQuarter < firstOfNext(old))
    throw new PowerchainError('Config.Invalid', `The key of epoch ${old.epoch} speaks from ${old.fromQuarter} on.`)
  if (!isOldLost && old.key.state() !== 'unlocked')
    throw new PowerchainError('Access.Denied', 'Unlock the present key first: it signs for the new one.')
  const epoch = old.epoch + 1
  // one that was made and never named: it spoke for nothing
  rmSync(join(needs.folder, `controller-${epoch}.json`), { force: true })
  const key = createControllerKey({ ...needs, epoch })
  const given = { epoch, oldKey, newKey: await key.create(passphrase), fromQuarter }
  const asked = [{ subject: `rotation/${epoch}/${given.newKey}`, digest: digestOf(given) }]
  const oldSignature = isOldLost ? null : old.key.sign(asked)?.[0]
  const newSignature = key.sign(asked)?.[0]
  if (oldSignature === undefined || newSignature === undefined)
    throw new PowerchainError('Access.Denied', 'The present key was locked meanwhile: it signs for the new one.')
  return { rotation: { ...given, oldSignature, newSignature, author, reason }, key }
}
