import type { Clock } from '../../../domain/clock.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import type { createAnewStore } from './anew-store.ts'
import type { ControllerKeys } from './controller-keys.ts'
import type { Rotation } from './rotations.ts'

/** What signing anew works on. */
export interface SigningAnewNeeds {
  keys: Pick<ControllerKeys, 'rotations' | 'at'>
  store: ReturnType<typeof createAnewStore>
  db: { durable<T>(work: () => T): T }
  audit: WriteAudit
  clock: Pick<Clock, 'now'>
}

/** Most that is signed in one turn, so that weeks of backlog never hold up the loop. */
const perTurn = 128

/**
 * After a key was lost or revoked the next one speaks from the first quarter that is not on the chain: what the old key had
 * signed of these quarters is signed anew. Digests stay, so nothing that was stated changes, and whichever signature reaches
 * the chain first brings the same batch there once.
 */
export function createSigningAnew({ keys, store, db, audit, clock }: SigningAnewNeeds) {
  const done = new Set<number>()
  const signed = new Map<number, number>()

  /** Signs some of what a key has to sign anew; gives whether nothing is left, or the key is locked and it has to wait. */
  function turnOf(rotation: Rotation): boolean {
    const { epoch, fromQuarter } = rotation
    const { key, untilQuarter } = keys.at(fromQuarter)
    const asked = store.outdated({ epoch, from: fromQuarter, to: untilQuarter }, perTurn)
    const signatures = asked.length > 0 ? key.sign(asked) : []
    if (!signatures) return true
    const given = { epoch, reason: reasonOf(rotation), at: clock.now() }
    if (asked.length > 0) db.durable(() => asked.forEach((one, i) => store.add(one, signatures[i] ?? '', given)))
    signed.set(epoch, (signed.get(epoch) ?? 0) + asked.length)
    if (asked.length > 0) return false
    done.add(epoch)
    tell(rotation, signed.get(epoch) ?? 0)
    return true
  }
  function tell(rotation: Rotation, count: number): void {
    if (count === 0) return
    const detail = `${count} statements and batches that were not on the chain: ${reasonOf(rotation)}`
    audit({ person: rotation.author, action: 'SignedAnew', detail })
  }
  return {
    /** Signs a little; gives whether all is done that can be done now. Errors: `Store.Failed`, `Settlement.TwoTruths`. */
    turn(): boolean {
      return keys
        .rotations()
        .filter(({ epoch, fromQuarter }) => !done.has(epoch) && keys.at(fromQuarter).epoch === epoch)
        .every(turnOf)
    },
  }
}

function reasonOf({ epoch, fromQuarter, author, reason }: Rotation): string {
  return `Key ${epoch} speaks from quarter ${fromQuarter} on instead of key ${epoch - 1} (${author}): ${reason}`
}
