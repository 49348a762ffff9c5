import type { Asset } from '../../../domain/asset.ts'
import type { Clock } from '../../../domain/clock.ts'
import type { Device, LinkStatus, ReadingBatch } from '../../../domain/device.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import { gaussianFrom, uniformFrom } from './noise.ts'

/** Steps of the physics; sampling, delivery and arrival of writes fall on them. */
export const stepMs: Ms = 20
/** Each power is sampled so often and reaches us so much later: it is 100 to 300 ms old when it is used. */
const sampling = { everyMs: 200, deliveredMs: 100 }
/** Noise of the grid meter and of each asset's own, standard deviation. */
const noise = { gridKW: 8, ownKW: 0.5 }
/** How long a write takes until it acts, by kind; each write varies by +-20 %. */
const writeMs: Partial<Record<Asset['kind'], (place: number) => Ms>> = {
  flywheel: () => 80,
  battery: (place) => 150 + 25 * (place % 6),
  container: (place) => 300 + 100 * (place % 5),
  hydrogen: () => 800,
}

/** A write on its way or arrived; instants in ms of the bench's clock. */
export interface BenchWrite {
  id: string
  powerKW: KW
  sentAt: Ms
  actsAt: Ms
}

/** One asset of the bench: physics with a ramp, a meter and a delay. */
export interface BenchAsset {
  asset: Asset
  powerKW: KW
  socPct: number
  setpointKW: KW
}

/** Fifty assets in memory, advanced by a clock. */
export interface BenchPlant {
  devices: ReadonlyMap<string, Device>
  assets: ReadonlyMap<string, BenchAsset>
  writes: readonly BenchWrite[]
  /** True grid power now, import positive. */
  gridKW(): KW
  /** Power of kind now, into the bus. */
  sumKW(kind: Asset['kind']): KW
  /** What the works draw now, as a function of seconds since the bench began; replaced by scenarios. */
  worksKW: (seconds: number) => KW
  frequencyHz: (seconds: number) => number
  seconds(): number
}

/** Builds the plant on a clock; the containers begin at `drawKW` each, storage at rest. */
export function createBenchPlant({
  site,
  clock,
  seed,
  drawKW,
}: {
  site: SiteConfig
  clock: Clock
  seed: number
  drawKW: KW
}): BenchPlant {
  const gaussian = gaussianFrom(seed)
  const uniform = uniformFrom(seed + 1)
  const begun = clock.monotonicMs()
  const at = () => clock.monotonicMs() - begun
  const assets = new Map(site.assets.map((asset) => [asset.id, newAsset(asset, drawKW)]))
  const writes: BenchWrite[] = []
  const pending: { write: BenchWrite; done: () => void }[] = []
  const places = new Map(site.assets.map((a, i) => [a.id, i]))
  const lanes = site.assets.map((asset) => ({
    asset,
    place: places.get(asset.id) ?? 0,
    phase: Math.floor((uniform() * sampling.everyMs) / stepMs) * stepMs,
    listeners: new Set<(batch: ReadingBatch) => void>(),
    sampled: [] as { dueAt: Ms; batch: ReadingBatch }[],
  }))
  const plant: BenchPlant = {
    devices: new Map(),
    assets,
    writes,
    worksKW: () => 0,
    frequencyHz: () => 50,
    seconds: () => at() / 1_000,
    gridKW: () => -[...assets.values()].reduce((sum, a) => sum + (a.asset.kind === 'grid' ? 0 : a.powerKW), 0),
    sumKW: (kind) => [...assets.values()].reduce((sum, a) => sum + (a.asset.kind === kind ? a.powerKW : 0), 0),
  }
  const batchOf = (a: BenchAsset, now: EpochMs): ReadingBatch => {
    const good = (value: number) => ({ value, at: now, quality: 'good' as const })
    if (a.asset.kind === 'grid')
      return {
        activePowerKW: good(plant.gridKW() + noise.gridKW * gaussian()),
        frequencyHz: good(plant.frequencyHz(plant.seconds())),
      }
    const isStorage = a.asset.kind === 'battery' || a.asset.kind === 'flywheel' || a.asset.kind === 'hydrogen'
    return {
      activePowerKW: good(a.powerKW + noise.ownKW * gaussian()),
      setpointKW: good(a.setpointKW),
      state: good(3),
      ...(isStorage ? { socPct: good(a.socPct) } : {}),
    }
  }
  const land = () => {
    for (let i = 0; i < pending.length; i++) {
      const waiting = pending[i]
      if (!waiting || waiting.write.actsAt > at()) continue
      pending.splice(i--, 1)
      const asset = assets.get(waiting.write.id)
      if (asset) asset.setpointKW = waiting.write.powerKW
      waiting.done()
    }
  }
  clock.every(stepMs, () => {
    land()
    for (const a of assets.values()) move(a, plant)
    for (const lane of lanes) {
      const own = assets.get(lane.asset.id)
      if (own && at() % sampling.everyMs === lane.phase)
        lane.sampled.push({ dueAt: at() + sampling.deliveredMs, batch: batchOf(own, clock.now()) })
      if ((lane.sampled[0]?.dueAt ?? Infinity) > at()) continue
      const batch = lane.sampled.shift()?.batch
      if (batch) for (const listener of lane.listeners) listener(batch)
    }
  })
  plant.devices = new Map(
    lanes.map(({ asset, place, listeners }) => [
      asset.id,
      {
        traits: { definition: 'bench/bench', points: [], acceptsSetpoint: writeMs[asset.kind] !== undefined },
        start() {},
        stop: () => Promise.resolve(),
        onReadings(listener) {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
        status: () => connected,
        writeSetpoint(powerKW) {
          const delay = (writeMs[asset.kind]?.(place) ?? 0) * (0.8 + 0.4 * uniform())
          const write = { id: asset.id, powerKW, sentAt: at(), actsAt: at() + delay }
          writes.push(write)
          return new Promise<void>((done) => pending.push({ write, done }))
        },
        beat: () => Promise.resolve(),
      } satisfies Device,
    ]),
  )
  return plant
}

const connected: LinkStatus = {
  state: 'connected',
  since: 0,
  detail: '',
  endpoint: 'bench',
  answerRatio: 1,
  latencyMs: 5,
  lostCount: 0,
}

function newAsset(asset: Asset, drawKW: KW): BenchAsset {
  const powerKW = asset.kind === 'container' ? -drawKW : 0
  const socPct = asset.kind === 'battery' && asset.chemistry === 'agm' ? 98 : 50
  return { asset, powerKW, setpointKW: powerKW, socPct }
}

/** Ramps within a step: converters within 150 to 250 ms, containers and stacks as their rows say. */
function move(a: BenchAsset, plant: BenchPlant): void {
  const { asset } = a
  if (asset.kind === 'load') a.powerKW = -plant.worksKW(plant.seconds())
  const rates = ratesOf(asset)
  if (!rates) return
  const goal = asset.kind === 'container' && a.setpointKW > -asset.minPowerKW ? 0 : a.setpointKW
  const dt = stepMs / 1_000
  a.powerKW = Math.min(Math.max(goal, a.powerKW - rates.fall * dt), a.powerKW + rates.rise * dt)
  const fullKWh =
    asset.kind === 'battery' ? asset.ratedEnergyKWh : asset.kind === 'flywheel' ? asset.units * asset.unitEnergyKWh : 0
  if (fullKWh > 0) a.socPct -= ((a.powerKW * stepMs) / 3_600_000 / fullKWh) * 100
}

function ratesOf(asset: Asset): { rise: number; fall: number } | undefined {
  if (asset.kind === 'flywheel') return { rise: asset.ratedPowerKW / 0.15, fall: asset.ratedPowerKW / 0.15 }
  if (asset.kind === 'battery') return { rise: asset.ratedPowerKW / 0.25, fall: asset.ratedPowerKW / 0.25 }
  if (asset.kind === 'container') return { rise: asset.rampDownKWPerS, fall: asset.rampUpKWPerS }
  if (asset.kind === 'hydrogen') return { rise: asset.electrolyserKW / 10, fall: asset.electrolyserKW / 10 }
  return undefined
}
