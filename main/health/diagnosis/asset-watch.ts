import type { Asset } from '../../../domain/asset.ts'
import type { PointName } from '../../../domain/points.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { dayMs } from '../history.ts'
import { drivers } from './normal/drivers.ts'
import type { Columns } from './normal/rows.ts'
import { type Departure, HealthSignal, leastDays, type SignalState } from './normal/signal.ts'
import { median } from '../statistics.ts'
import { floorOf } from './signs.ts'

/** What was found at an instant: signals of the asset against normal over the day before it. */
export interface Finding {
  at: EpochMs
  departures: ReadonlyMap<PointName, Departure>
}

/** The signals of one asset against what is normal for it. */
export interface AssetWatch {
  asset: Asset
  signals: ReadonlyMap<PointName, HealthSignal>
  /** Findings of the last days, the newest last. */
  recent: readonly Finding[]
  /** Departures now, in scales: the middle of the last three days. */
  z(): Map<PointName, number>
  /** The same of one finding. */
  judge(columns: Columns, from: number, to: number): Map<PointName, Departure>
  note(finding: Finding): void
  /** A whole UTC day, steps [from, to) of the columns. */
  learn(columns: Columns, from: number, to: number, day: number): void
  /** "Learns since 3 days, judges from 14 on"; empty when it judges. */
  learning(): string
  accept(): void
  forget(): void
  state(): Record<string, SignalState>
}

/** Findings that speak for now: three days, judged four times a day. */
const findingsNow = 12
/** Findings of two weeks. */
const findingsLong = 56
/** The departure of two weeks speaks for now when the last days show so much of it: one that is over is not kept up by it. */
const stillThere = 0.7
/** What was seen of a signal before speaks for now for so long: a machine that sleeps is not mended by it. */
const holdsMs = 21 * dayMs
/** Fewer say nothing. */
const leastFindings = 3
/** A departure beyond this may be a failure, and is not learned as normal. */
const suspicious = 5

/** Scales from normal; positive above. */
export function scalesOff({ value, expected, scale }: Departure): number {
  return (value - expected) / scale
}

/** Watches the signals that an asset delivers; `kept` is what was known before. */
export function watchAsset(
  asset: Asset,
  points: readonly PointName[],
  kept: Readonly<Record<string, SignalState>> = {},
): AssetWatch {
  const signals = signalsOf(asset, points, kept)
  const recent: Finding[] = []
  const z = () => {
    const now = new Map<PointName, number>()
    for (const point of signals.keys()) {
      const found = recent.flatMap(({ departures }) => departures.get(point) ?? [])
      if (found.length < leastFindings) continue
      now.set(point, scalesNow(found))
    }
    return now
  }
  return {
    asset,
    signals,
    recent,
    z,
    judge(columns, from, to) {
      const found = new Map<PointName, Departure>()
      for (const [point, signal] of signals) {
        const departure = signal.judge(columns, from, to)
        if (departure) found.set(point, departure)
      }
      return found
    },
    note(finding) {
      recent.push(finding)
      const oldest = finding.at - holdsMs
      while ((recent[0]?.at ?? Infinity) <= oldest) recent.shift()
    },
    learn(columns, from, to, day) {
      const now = z()
      for (const [point, signal] of signals)
        signal.learn(columns, { from, to, day, isSuspicious: Math.abs(now.get(point) ?? 0) > suspicious })
    },
    learning() {
      const list = [...signals.values()]
      if (list.length === 0) return 'It tells nothing that shows its health.'
      if (list.some((signal) => signal.isReady())) return ''
      const days = Math.max(...list.map((signal) => signal.days()))
      return `Learns since ${days === 1 ? '1 day' : `${days} days`}, judges from ${leastDays} on.`
    },
    accept: () => signals.forEach((signal) => signal.accept()),
    forget() {
      recent.length = 0
      signals.forEach((signal) => signal.forget())
    },
    state: () => Object.fromEntries([...signals].map(([point, signal]) => [point, signal.state])),
  }
}

function signalsOf(
  asset: Asset,
  points: readonly PointName[],
  kept: Readonly<Record<string, SignalState>>,
): Map<PointName, HealthSignal> {
  const signals = new Map<PointName, HealthSignal>()
  for (const [name, spec] of Object.entries(drivers[asset.kind] ?? {})) {
    const point = name as PointName
    if (points.includes(point))
      signals.set(point, new HealthSignal({ point, spec, floorAt: floorOf(asset, point, spec) }, kept[point]))
  }
  return signals
}

/** The last three days in scales; or two weeks, which tell a slow departure from noise. */
function scalesNow(found: readonly Departure[]): number {
  const [now, twoWeeks] = [found.slice(-findingsNow), found.slice(-findingsLong)]
  const short = median(now.map(scalesOff))
  if (twoWeeks.length < findingsLong) return short
  const share = median(now.map(off)) / median(twoWeeks.map(off))
  const long = median(twoWeeks.map((one) => off(one) / one.longScale))
  return share > stillThere && Math.abs(long) > Math.abs(short) ? long : short
}

function off({ value, expected }: Departure): number {
  return value - expected
}
