import type { Clock } from '../../domain/clock.ts'
import type { DeviceNote } from '../../domain/device.ts'
import type { PointName } from '../../domain/points.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'

/** What a person should know of a device beyond the state of its link. */
export interface LinkNotes {
  /** Events are told for an hour; what lasts, until it is withdrawn. */
  note(note: Omit<DeviceNote, 'at'>): void
  withdraw(kind: DeviceNote['kind'], point: PointName): void
  /** The link was lost. */
  lost(): void
  /** An answer came, whole or damaged. */
  arrived(isDamaged: boolean): void
  /** A second whole answer came to one request: only a second device with the same unit number gives one. */
  doubled(unit: number): void
  /** Many answers are damaged, but not all: noise, or two devices that answer together; or each gives a whole one. */
  isDamaged(): boolean
  list(): DeviceNote[]
}

/** Of so many answers this share damaged, and so many of them, is more than a disturbance now and then. */
const damage = { ofLast: 30, share: 0.2, least: 5 }
/** So many second answers within this are no accident. */
const doubling = { times: 3, withinMs: 60_000 }
/** A link lost so often within this is unstable. */
const flapping = { times: 3, withinMs: 600_000 }
const toldMs: Ms = 3_600_000

/** No notes yet. */
export function createLinkNotes({ clock }: { clock: Clock }): LinkNotes {
  const notes = new Map<string, DeviceNote>()
  const arrivals: boolean[] = []
  let lostAt: EpochMs[] = []
  let spoiltSince: EpochMs = 0
  let doubledAt: EpochMs[] = []
  let doubledUnit = 0
  const damaged = () => arrivals.filter(Boolean).length
  const isDoubled = () => {
    doubledAt = doubledAt.filter((at) => clock.now() - at < doubling.withinMs)
    return doubledAt.length >= doubling.times
  }
  const isDamaged = () =>
    isDoubled() || (damaged() >= Math.max(damage.least, damage.share * arrivals.length) && arrivals.includes(false))
  const spoil = (add: () => void) => {
    const before = isDamaged()
    add()
    if (!before && isDamaged()) spoiltSince = clock.now()
  }

  const unstable = (now: EpochMs): DeviceNote[] => {
    lostAt = lostAt.filter((at) => now - at < flapping.withinMs)
    const [first] = lostAt
    if (first === undefined || lostAt.length < flapping.times) return []
    const text = `lost ${lostAt.length} times within ${flapping.withinMs / 60_000} min`
    return [{ kind: 'unstable', at: first, text }]
  }
  const spoilt = (): DeviceNote[] => {
    if (!isDamaged()) return []
    if (isDoubled())
      return [
        { kind: 'damaged', at: spoiltSince, text: `two devices answer as unit ${doubledUnit}: second answers come` },
      ]
    const share = `${Math.round((100 * damaged()) / arrivals.length)} % of its answers arrive damaged`
    return [
      { kind: 'damaged', at: spoiltSince, text: `${share}: noise on the line, or two devices with one unit number` },
    ]
  }

  return {
    note: (note) => notes.set(`${note.kind} ${note.point}`, { ...note, at: clock.now() }),
    withdraw: (kind, point) => notes.delete(`${kind} ${point}`),
    lost: () => lostAt.push(clock.now()),
    arrived(isSpoilt) {
      spoil(() => {
        if (arrivals.push(isSpoilt) > damage.ofLast) arrivals.shift()
      })
    },
    doubled(unit) {
      doubledUnit = unit
      spoil(() => void doubledAt.push(clock.now()))
    },
    isDamaged,
    list() {
      const now = clock.now()
      for (const [key, { kind, at }] of notes) if (kind !== 'frozen' && now - at > toldMs) notes.delete(key)
      return [...notes.values(), ...unstable(now), ...spoilt()]
    },
  }
}
