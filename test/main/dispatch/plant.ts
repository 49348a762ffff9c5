import type { Asset } from '../../../domain/asset.ts'
import type { Stop } from '../../../domain/clock.ts'
import type { Device, LinkStatus, ReadingBatch } from '../../../domain/device.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { Instruction } from '../../../domain/instruction.ts'
import { silentLog } from '../../../domain/log.ts'
import type { PointName } from '../../../domain/points.ts'
import { type SiteConfig, siteSchema } from '../../../domain/site.ts'
import type { KW, Ms } from '../../../domain/units.ts'
import type { AuditEntry } from '../../../main/audit/audit.ts'
import { type Control, type ControlNeeds, createControl } from '../../../main/dispatch/control.ts'
import { createVirtualClock, type VirtualClock } from '../../virtual-clock.ts'

/** What can be wrong with a plant device, set by the test while it runs. */
export interface Faults {
  /** No readings, no answers to writes. */
  isSilent: boolean
  /** Takes setpoints and does nothing. */
  ignores: boolean
  /** Takes setpoints, but its answers to them are lost. */
  swallows: boolean
  /** Writes are refused with an exception. */
  refuses: boolean
  /** Another master wrote this; cleared when we write again. */
  overwrittenKW: KW | undefined
  /** The register took only half of what was written. */
  tears: boolean
  /** Code of the point `state`. */
  state: number
  link: LinkStatus['state']
  notes: NonNullable<LinkStatus['notes']>
  /** Internet or pool are gone: the miners stop by themselves. */
  hasNoPool: boolean
  /** The driver itself is broken: asking for its status throws, which fails the whole turn. */
  isBroken: boolean
}

/** One simulated thing behind a fake device. */
export interface PlantAsset {
  asset: Asset
  powerKW: KW
  socPct: number
  setpointKW: KW
  /** Power of what nobody steers; a ceiling for sun and wind. */
  natural: (seconds: number) => KW
  faults: Faults
  writes: { at: number; powerKW: KW }[]
  beats: number[]
  /** Extra points it delivers. */
  extra: Partial<Record<PointName, number>>
}

/** A site in memory: assets that ramp, meters that poll, on virtual time. */
export interface Plant {
  clock: VirtualClock
  site: SiteConfig
  control: Control
  audits: AuditEntry[]
  stored: Map<string, Instruction>
  asset(id: string): PlantAsset
  gridKW(): KW
  seconds(): number
  run(seconds: number): Promise<void>
  /** Runs and notes the grid power every 100 ms. */
  record(seconds: number, ...ids: string[]): Promise<{ t: number; gridKW: KW; powers: KW[] }[]>
}

const stepMs = 20

/** Assets as short rows: everything else of a site file has its default. */
export function siteOf(assets: object[], more: object = {}): SiteConfig {
  const all = [{ kind: 'grid', id: 'grid', name: 'Grid meter', device: 'grid' }, ...assets] as { id: string }[]
  return siteSchema.parse({
    version: 1,
    name: 'Test site',
    connection: { importLimitKW: 10_000, exportLimitKW: 5_000 },
    controllers: { peakShaving: { aboveKW: 8_000 }, surplusAbsorption: {} },
    devices: all.map((a) => ({ id: a.id, definition: 'test/test', endpoint: 'modbus-tcp://127.0.0.1:502' })),
    assets: all.map((a) => Object.assign({ name: a.id, device: a.id }, a)),
    ...more,
  })
}

/** A site in memory with its control loop. `noiseKW` is the meter's; every write takes some 60 ms. */
export function createPlant(options: {
  site: SiteConfig
  noiseKW?: number
  watchdogMs?: Ms
  stored?: Instruction[]
  order?: ControlNeeds['order']
  authorityOf?: ControlNeeds['authorityOf']
  outside?: ControlNeeds['outside']
  trips?: ControlNeeds['trips']
  start?: number
}): Plant {
  const { site, noiseKW = 0, watchdogMs = 5_000 } = options
  const clock = createVirtualClock(options.start)
  const noise = createNoise()
  const begun = clock.monotonicMs()
  const seconds = () => (clock.monotonicMs() - begun) / 1_000
  const assets = new Map(site.assets.map((asset) => [asset.id, newAsset(asset)]))
  const gridKW = () => -[...assets.values()].reduce((sum, a) => sum + (a.asset.kind === 'grid' ? 0 : a.powerKW), 0)
  const stored = new Map((options.stored ?? []).map((i) => [i.id, i]))
  const audits: AuditEntry[] = []
  let place = 0
  const devices = new Map(
    [...assets.values()].map((a) => [
      a.asset.device,
      fakeDevice(a, {
        clock,
        watchdogMs,
        offsetMs: (place++ * 37) % 100,
        power: () => (a.asset.kind === 'grid' ? gridKW() + noise() * noiseKW : a.powerKW),
      }),
    ]),
  )
  clock.every(stepMs, () => {
    for (const a of assets.values()) move(a, seconds())
  })
  for (const a of assets.values()) a.powerKW = a.natural(0)
  for (const device of devices.values()) device.start()
  let id = 0
  const control = createControl({
    site,
    devices,
    clock,
    log: silentLog,
    audit: (entry) => audits.push(entry),
    instructions: {
      load: () => [...stored.values()],
      save: (i) => stored.set(i.id, i),
      between: () => [...stored.values()],
    },
    newId: () => `id-${++id}`,
    ...(options.order ? { order: options.order } : {}),
    ...(options.authorityOf ? { authorityOf: options.authorityOf } : {}),
    ...(options.outside ? { outside: options.outside } : {}),
    ...(options.trips ? { trips: options.trips } : {}),
  })
  const asset = (name: string) => {
    const found = assets.get(name)
    if (!found) throw new RangeError(`no asset ${name}`)
    return found
  }
  return {
    clock,
    site,
    control,
    audits,
    stored,
    asset,
    gridKW,
    seconds,
    run: (s) => clock.run(s * 1_000),
    async record(s, ...ids) {
      const rows = []
      for (let i = 0; i < s * 10; i++) {
        await clock.run(100)
        rows.push({ t: seconds(), gridKW: gridKW(), powers: ids.map((name) => asset(name).powerKW) })
      }
      return rows
    },
  }
}

function newAsset(asset: Asset): PlantAsset {
  return {
    asset,
    powerKW: 0,
    socPct: 50,
    setpointKW: 0,
    natural: () => 0,
    writes: [],
    beats: [],
    extra: {},
    faults: {
      isSilent: false,
      ignores: false,
      swallows: false,
      refuses: false,
      overwrittenKW: undefined,
      tears: false,
      state: 3,
      link: 'connected',
      notes: [],
      isBroken: false,
      hasNoPool: false,
    },
  }
}

function move(a: PlantAsset, seconds: number): void {
  const { asset } = a
  const told = a.faults.ignores ? a.powerKW : (a.faults.overwrittenKW ?? a.setpointKW)
  const goal = a.faults.hasNoPool ? 0 : told
  const toward = (risePerS: number, fallPerS: number, to = goal) => {
    const dt = stepMs / 1_000
    a.powerKW = Math.min(Math.max(to, a.powerKW - fallPerS * dt), a.powerKW + risePerS * dt)
  }
  if (asset.kind === 'load') a.powerKW = a.natural(seconds)
  else if (asset.kind === 'pv' || asset.kind === 'wind')
    a.powerKW = Math.min(a.natural(seconds), a.writes.length > 0 ? a.setpointKW : Infinity)
  else if (asset.kind === 'container')
    toward(asset.rampDownKWPerS, asset.rampUpKWPerS, goal > -asset.minPowerKW ? 0 : goal)
  else if (asset.kind === 'flywheel') toward(asset.ratedPowerKW * 10, asset.ratedPowerKW * 10)
  else if (asset.kind === 'battery') toward(asset.ratedPowerKW * 4, asset.ratedPowerKW * 4)
  else if (asset.kind === 'hydrogen') toward(asset.electrolyserKW / 10, asset.electrolyserKW / 10)
  else if (asset.kind === 'genset') toward(asset.ratedPowerKW / 8, asset.ratedPowerKW / 8)
  const fullKWh =
    asset.kind === 'battery' ? asset.ratedEnergyKWh : asset.kind === 'flywheel' ? asset.units * asset.unitEnergyKWh : 0
  if (fullKWh > 0) a.socPct -= ((a.powerKW * stepMs) / 3_600_000 / fullKWh) * 100
}

function fakeDevice(
  a: PlantAsset,
  { clock, watchdogMs, offsetMs, power }: { clock: VirtualClock; watchdogMs: Ms; offsetMs: Ms; power: () => KW },
): Device {
  const listeners = new Set<(batch: ReadingBatch) => void>()
  const { faults, asset } = a
  const since = clock.now()
  const answer = (delayMs: Ms) => new Promise<void>((done) => clock.after(delayMs, done))
  const poll = () => {
    if (faults.isSilent) return
    const isStorage = asset.kind === 'battery' || asset.kind === 'flywheel' || asset.kind === 'hydrogen'
    const values: Partial<Record<PointName, number>> = {
      activePowerKW: power(),
      state: faults.state,
      ...(asset.kind === 'grid' || asset.kind === 'load' ? {} : { setpointKW: faults.overwrittenKW ?? a.setpointKW }),
      ...(isStorage ? { socPct: a.socPct } : {}),
      ...(asset.kind === 'pv' || asset.kind === 'wind'
        ? { availablePowerKW: a.natural(clock.monotonicMs() / 1_000) }
        : {}),
      ...a.extra,
    }
    const batch: ReadingBatch = {}
    for (const [name, value] of Object.entries(values))
      batch[name as PointName] = { value, at: clock.now(), quality: 'good' }
    for (const listener of listeners) listener(batch)
  }
  return {
    traits: {
      definition: 'test/test',
      points: [],
      acceptsSetpoint: asset.kind !== 'grid' && asset.kind !== 'load',
      watchdogMs,
    },
    start() {
      clock.after(offsetMs, () => clock.every(100, poll))
    },
    stop: () => Promise.resolve(),
    onReadings(listener): Stop {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    status() {
      if (faults.isBroken) throw new Error('broken driver')
      const figures = { since, detail: 'test', endpoint: 'test', answerRatio: 1, latencyMs: 5, lostCount: 0 }
      return { state: faults.link, notes: faults.notes, ...figures }
    },
    async writeSetpoint(powerKW) {
      await answer(60)
      if (faults.isSilent) throw new PowerchainError('Device.Timeout', 'no answer within 1 s')
      if (faults.refuses) throw new PowerchainError('Device.Illegal', 'the device refuses this value')
      a.writes.push({ at: clock.monotonicMs() / 1_000, powerKW })
      a.setpointKW = faults.tears ? powerKW % 256 : powerKW
      faults.overwrittenKW = undefined
      if (faults.swallows) throw new PowerchainError('Device.Timeout', 'no answer within 1 s')
    },
    async switchOutput(name, isOn) {
      await answer(60)
      if (!(name in a.extra)) throw new PowerchainError('Device.NotWritable', 'no such output')
      a.extra = { ...a.extra, [name]: isOn ? 1 : 0 }
    },
    beat() {
      a.beats.push(clock.monotonicMs() / 1_000)
      return answer(20)
    },
  }
}

/** Gaussian noise of deviation 1, the same in every run. */
function createNoise(): () => number {
  let seed = 7
  const uniform = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return (seed + 1) / 2_147_483_649
  }
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
}
