import type { Alarm } from '../../domain/alarm.ts'
import type { AlarmBook, By, Place } from './book.ts'
import { rootOf, type Roots, rootsOf } from './grouping.ts'
import type { Shelves } from './shelves.ts'
import { keyOf, type Track } from './tracking.ts'

/** Decides which occurrences are in the list, and why others are not. */
export interface Places {
  /** Something changed: the next `apply` looks at every occurrence. */
  invalidate(): void
  /** Assets that are out of service by themselves: their alarms are suppressed, those of the connection are not. */
  setResting(assetIds: ReadonlySet<string>): void
  /** Where the occurrence of a condition belongs. */
  of(track: Track): Place
  /** Moves what does not stand where it belongs; `by` goes into the journal with it. */
  apply(by?: By): void
}

/** Places over the book, by what people set aside and what explains what. */
export function createPlaces(given: {
  book: AlarmBook
  shelves: Shelves
  tracking: { all(): Iterable<Track>; get(key: string): Track | undefined }
}): Places {
  const { book, shelves, tracking } = given
  let resting: ReadonlySet<string> = new Set()
  let roots: Roots | undefined
  let isStale = true
  const invalidate = (): void => {
    roots = undefined
    isStale = true
  }
  const suppressed = (track: Track): Place => {
    const root = rootOf((roots ??= rootsOf(tracking.all())), track)
    const explaining = root?.isRaised ? book.get(root.key) : undefined
    if (explaining) return { aside: 'suppressed', rootId: explaining.id }
    const { assetId } = track.condition
    const isResting = assetId !== undefined && resting.has(assetId) && track.rule.definition?.class !== 'grid'
    return isResting ? { aside: 'suppressed' } : {}
  }
  const of = (track: Track): Place => {
    const held = shelves.holding(track.condition)
    return held ? { aside: held.kind } : suppressed(track)
  }
  const placeOf = (alarm: Alarm): Place => {
    const track = tracking.get(keyOf(alarm))
    if (track?.isRaised) return of(track)
    const held = shelves.holding(alarm)
    return held ? { aside: held.kind } : {}
  }
  return {
    invalidate,
    setResting(assetIds) {
      if (assetIds.size === resting.size && [...assetIds].every((id) => resting.has(id))) return
      resting = assetIds
      invalidate()
    },
    of,
    apply(by) {
      if (!isStale) return
      isStale = false
      const beneath = new Map<string, number>()
      for (const alarm of book.all()) {
        const place = placeOf(alarm)
        if (place.aside !== alarm.aside || place.rootId !== alarm.rootId) book.place(alarm, place, by)
        if (place.rootId !== undefined) beneath.set(place.rootId, (beneath.get(place.rootId) ?? 0) + 1)
      }
      for (const alarm of book.all()) book.setBeneath(alarm, beneath.get(alarm.id) ?? 0)
    },
  }
}
