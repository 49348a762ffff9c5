import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { SimulatedField } from '../../field-side.ts'
import type { Draw } from '../../learners/random.ts'
import type { VirtualClock } from '../virtual-clock.ts'
import { type FaultKind, faultKinds } from './table.ts'

/** A fault as it happened. */
export interface Incident {
  name: string
  number: number
  deviceId: string | undefined
  at: EpochMs
  lastsMs: Ms
}

/** What fails, when, and what is touched by it. */
export interface FaultDesk {
  /** Begins to let things fail. */
  start(): void
  /** Whether a device is, or was a moment ago, under a fault. */
  touches(deviceId: string): boolean
  /** Whether nothing can be seen or done for the moment, on the whole site: no supply, a machine that stood still. */
  blindsSite(): boolean
  /** Whether a device's readings look good and are not what is. */
  isLying(deviceId: string): boolean
  /** What fails now, for a sentence. */
  words(): string
  incidents(): readonly Incident[]
}

/** What a fault leaves behind is over after so long: time-outs, waits between attempts to connect, ramps. */
const echoMs: Ms = 25_000

/** A clock that was set is noticed in the next turn; what rests on it is new a moment later. */
const edgeMs: Ms = 5_000

interface Running {
  incident: Incident
  kind: FaultKind
  fromMs: Ms
  /** When it ended, on the monotonic clock. */
  endedMs: Ms
  /** Until when it is felt. */
  untilMs: Ms
}

/** Lets things fail by a seed, `everyMs` apart in the mean; without that nothing ever does. */
export function createFaultDesk(given: {
  site: SiteConfig
  field: SimulatedField
  clock: VirtualClock
  draw: Draw
  everyMs: Ms | undefined
}): FaultDesk {
  const { site, clock, draw, everyMs } = given
  const running = new Set<Running>()
  const incidents: Incident[] = []
  const places = site.assets.map(({ id, kind, device }) => ({ assetId: id, kind, deviceId: device }))
  const felt = () => {
    for (const one of running) if (one.untilMs < clock.monotonicMs()) running.delete(one)
    return running
  }
  const touches = (deviceId: string) => [...felt()].some(({ incident }) => incident.deviceId === deviceId)
  const next = (meanMs: Ms) => clock.after(Math.ceil(-Math.log(1 - draw()) * meanMs), () => strike(meanMs))
  const strike = (meanMs: Ms) => {
    const kind = faultKinds[Math.floor(draw() * faultKinds.length)]
    if (kind) begin(kind)
    next(meanMs)
  }
  const begin = (kind: FaultKind) => {
    const [least, most] = kind.lastsS
    const lastsMs = Math.round(1_000 * (least + draw() * (most - least)))
    const able = places.filter((p) => kind.strikes?.(p.kind) && !touches(p.deviceId))
    const place = able[Math.floor(draw() * able.length)]
    const value = draw()
    if (kind.strikes ? !place : [...felt()].some((r) => r.kind === kind)) return
    const deviceId = kind.strikes ? place?.deviceId : undefined
    const incident = { name: kind.name, number: kind.number, deviceId, at: clock.now(), lastsMs }
    const from = { ...given, deviceId: deviceId ?? '', assetId: place?.assetId ?? '', draw: value }
    incidents.push(incident)
    const end = kind.begin(from)
    const one = { incident, kind, fromMs: clock.monotonicMs(), endedMs: Infinity, untilMs: Infinity }
    running.add(one)
    clock.after(lastsMs, () => {
      end()
      one.endedMs = clock.monotonicMs()
      one.untilMs = one.endedMs + echoMs
    })
  }
  return {
    start() {
      if (everyMs !== undefined) next(everyMs)
    },
    touches,
    blindsSite: () => [...felt()].some((one) => isBlinding(one, clock.monotonicMs())),
    isLying: (deviceId) => [...felt()].some(({ incident, kind }) => kind.isLie && incident.deviceId === deviceId),
    words() {
      const now = [...felt()].map(
        ({ incident }) => `${incident.name}${incident.deviceId === undefined ? '' : ` (${incident.deviceId})`}`,
      )
      return now.length === 0 ? 'no fault at that time' : `meanwhile ${now.join(', ')}`
    },
    incidents: () => incidents,
  }
}

function isBlinding({ kind, fromMs, endedMs }: Running, nowMs: Ms): boolean {
  if (kind.blinds === 'throughout') return true
  return kind.blinds === 'at its edges' && (nowMs - fromMs < edgeMs || (nowMs >= endedMs && nowMs - endedMs < edgeMs))
}
