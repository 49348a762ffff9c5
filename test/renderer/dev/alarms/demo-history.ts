import type { AlarmPriority } from '../../../../domain/alarm.ts'
import type { JournalRow } from '../../../../domain/rpc/alarms.ts'
import type { EpochMs } from '../../../../domain/units.ts'

const dayMs = 86_400_000
const minuteMs = 60_000

/** Numbers that look random and are the same each time, 0 to 1. */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

interface Kind {
  code: string
  priority: AlarmPriority
  assetId: string
  text: string
  weight: number
}

const kinds: readonly Kind[] = [
  { code: 'storage.soc', priority: 4, assetId: 'agm', text: 'AGM stands below its lowest charge', weight: 9 },
  { code: 'asset.notFollowing', priority: 3, assetId: 'container-3', text: 'Container 3 does not follow', weight: 12 },
  { code: 'device.silent', priority: 2, assetId: 'container-6', text: 'Container 6 does not answer', weight: 4 },
  { code: 'device.damaged', priority: 3, assetId: 'agm', text: 'Answers of AGM arrive damaged', weight: 3 },
  {
    code: 'point.frozen.vibrationMmPerS',
    priority: 4,
    assetId: 'flywheels',
    text: 'Vibration stands still',
    weight: 7,
  },
  { code: 'asset.otherMaster', priority: 2, assetId: 'li-ion', text: 'Something else writes to Li-ion', weight: 1 },
  { code: 'connection.exceeded', priority: 1, assetId: 'grid', text: 'Import above what was agreed', weight: 1 },
  { code: 'engine.late', priority: 4, assetId: '', text: 'Control cycles start late', weight: 6 },
]

/** Thirty days of a journal up to `now`, oldest first: a quiet site with a flood three hours ago. */
export function demoHistory(now: EpochMs): JournalRow[] {
  const random = createRandom(7)
  const rows: Omit<JournalRow, 'n'>[] = []
  const total = kinds.reduce((sum, kind) => sum + kind.weight, 0)
  const pick = () => {
    let left = random() * total
    return kinds.find((kind) => (left -= kind.weight) < 0) ?? kinds[0]
  }
  const live = (at: EpochMs, n: number) => {
    const kind = pick()
    if (!kind) return
    const { code, priority, text } = kind
    const about = {
      code,
      priority,
      text,
      alarmId: `past-${n}`,
      raisedAt: at,
      ...(kind.assetId && { assetId: kind.assetId }),
    }
    const returned = at + minuteMs * (1 + random() * 40)
    const seen = at + minuteMs * (0.2 + random() * 6)
    rows.push({ ...about, at, event: 'raised' })
    if (seen < now)
      rows.push({ ...about, at: seen, event: 'acknowledged', person: 'M. Lind', note: n % 3 === 0 ? 'seen' : '' })
    if (returned < now) rows.push({ ...about, at: returned, event: 'over' })
  }
  let n = 0
  for (let at = now - 30 * dayMs; at < now - 20 * minuteMs; at += minuteMs * 46 * -Math.log(1 - random()))
    live(Math.round(at), n++)
  for (let i = 0; i < 26; i++) live(Math.round(now - 3 * 3_600_000 + i * 42_000), n++)
  return rows
    .toSorted((a, b) => a.at - b.at)
    .map((row, place) => Object.assign(row, { at: Math.round(row.at), n: place + 1 }))
}
