import { type Asset, socLimits, storedEnergyAtFullKWh } from '../../../domain/asset.ts'
import { containerKinds } from '../../../domain/models/containers.ts'
import type { PointName } from '../../../domain/points.ts'
import type { Reading } from '../../../domain/reading.ts'
import type { SiteDescription } from '../../../domain/rpc/site.ts'
import { clamp, type EpochMs, type KW } from '../../../domain/units.ts'
import { courseAt, courseOf } from './health/told/course.ts'
import { wave } from './wave.ts'

const minute = 60_000

/** Power that an asset has when nobody asks anything of it, kW into the bus. */
export function naturalKW(asset: Asset, at: EpochMs, place: number): KW {
  switch (asset.kind) {
    case 'pv':
      return 3_100 + 260 * wave(at, 1, 11 * minute)
    case 'wind':
      return 4_100 + 420 * wave(at, 2, 7 * minute)
    case 'load':
      return -2_500 - 180 * wave(at, 3, 3 * minute) - 420 * Math.max(0, wave(at, 4, 17 * minute))
    case 'battery':
      return asset.chemistry === 'agm' ? -11 - 2 * wave(at, 5, minute) : -900 - 160 * wave(at, 6, 5 * minute)
    case 'flywheel':
      return 210 + 190 * wave(at, 8, 40_000)
    case 'hydrogen':
      return -600
    case 'container':
      return -1_270 + 10 * wave(at, place, 40_000)
    default:
      return 0
  }
}

/** Stands for the field: powers follow what is asked with the ramp of their kind, all else follows the powers. */
export class DemoPlant {
  /** Power asked per asset id, kW; absent = natural. */
  readonly asked = new Map<string, KW>()
  /** Assets that no longer answer, and since when. */
  readonly silentSince = new Map<string, EpochMs>()
  /** Assets that take a setpoint and do not follow it. */
  readonly stuck = new Set<string>()
  readonly #powers = new Map<string, KW>()
  readonly #socPct = new Map<string, number>([
    ['li-ion', 46],
    ['agm', 98],
    ['flywheels', 57],
    ['hydrogen', 53],
  ])
  readonly #site: SiteDescription
  #at: EpochMs

  constructor(site: SiteDescription, at: EpochMs) {
    this.#site = site
    this.#at = at
    site.assets.forEach((asset, n) => this.#powers.set(asset.id, naturalKW(asset, at, n)))
    this.step(at)
  }

  /** Moves everything on to `at`. */
  step(at: EpochMs): void {
    const seconds = (at - this.#at) / 1_000
    this.#at = at
    this.#site.assets.forEach((asset, n) => {
      if (asset.kind === 'grid' || this.silentSince.has(asset.id)) return
      const now = this.power(asset.id)
      const natural = naturalKW(asset, at, n)
      const goal = this.stuck.has(asset.id) ? now : (this.asked.get(asset.id) ?? natural)
      const [up, down] = asset.kind === 'container' ? [asset.rampDownKWPerS, 60] : [1_500, 1_500]
      const noise = goal === natural || goal === 0 ? 0 : 2 * wave(at, n, 9_000)
      this.#powers.set(asset.id, clamp(goal + noise, now - down * seconds, now + up * seconds))
      this.#store(asset, seconds)
    })
    const others = this.#site.assets.filter((asset) => asset.kind !== 'grid')
    const grid = this.#site.assets.find((asset) => asset.kind === 'grid')
    if (grid) this.#powers.set(grid.id, -others.reduce((sum, asset) => sum + this.power(asset.id), 0))
  }

  power(assetId: string): KW {
    return this.#powers.get(assetId) ?? 0
  }

  #store(asset: Asset, seconds: number): void {
    const full = storedEnergyAtFullKWh(asset)
    const soc = this.#socPct.get(asset.id)
    if (full === undefined || soc === undefined) return
    this.#socPct.set(asset.id, clamp(soc - (this.power(asset.id) * seconds) / 36 / full, 0, 100))
  }

  /** What the field says of a point. */
  reading(asset: Asset, point: PointName): Reading {
    const since = this.silentSince.get(asset.id)
    const value = this.#value(asset, point, since ?? this.#at)
    if (value === undefined) return { value: null, at: 0, quality: 'bad' }
    const isNatural = point === 'activePowerKW' || point === 'frequencyHz'
    const delay = isNatural ? 80 + 60 * (1 + wave(this.#at, asset.id.length, 3_000)) : 400
    return { value, at: Math.round((since ?? this.#at) - delay), quality: since === undefined ? 'good' : 'stale' }
  }

  #value(asset: Asset, point: PointName, at: EpochMs): number | undefined {
    const power = this.power(asset.id)
    const common: Partial<Record<PointName, number>> = {
      activePowerKW: power,
      setpointKW: this.asked.get(asset.id) ?? power,
      state: this.#state(asset, power),
      ambientDegC: 21 + wave(at, 3, 30 * minute),
    }
    const course = courseOf(asset.id, point)
    return common[point] ?? (course ? courseAt(course, at, at) : this.#special(asset, power, at)[point])
  }

  #state(asset: Asset, power: KW): number {
    if (asset.kind === 'genset') return 1
    if (asset.kind !== 'container') return power === 0 ? 1 : 3
    if (power > -30) return 5
    return power > -asset.ratedPowerKW * 0.95 ? 4 : 3
  }

  #special(asset: Asset, power: KW, at: EpochMs): Partial<Record<PointName, number>> {
    if (asset.kind === 'container') return containerPoints(asset, power, at)
    const full = storedEnergyAtFullKWh(asset)
    const socPct = this.#socPct.get(asset.id)
    if (full !== undefined && socPct !== undefined) return storagePoints(asset, { power, at, full, socPct })
    return {
      frequencyHz: 49.98 + 0.03 * wave(at, 9, 20_000),
      voltageV: 20_120 + 60 * wave(at, 10, minute),
      reactivePowerKvar: 240 + 80 * wave(at, 11, minute),
      importedKWh: 1_284_310 + at / 5e8,
      exportedKWh: 88_120,
      availablePowerKW: power * 1.02,
      irradianceWPerM2: 640 + 50 * wave(at, 1, 11 * minute),
      windSpeedMPerS: 9.4 + wave(at, 2, 7 * minute),
      injectedKWh: 3_211_000,
      absorbedKWh: 6_311_000,
      fuelPct: 88,
      oilDegC: 62 + 2 * wave(at, 12, 40 * minute),
      hotSpotDegC: 84 + 3 * wave(at, 12, 40 * minute),
      breakerOpenMs: 43,
      insulationKOhm: 412 + 30 * wave(at, 13, 90 * minute),
      runHoursH: 412.5,
      startCount: 96,
      minPowerKW: 0,
      maxPowerKW: 'ratedPowerKW' in asset ? asset.ratedPowerKW : 0,
    }
  }
}

function containerPoints(asset: Extract<Asset, { kind: 'container' }>, power: KW, at: EpochMs) {
  const share = clamp(-power / asset.ratedPowerKW, 0, 1)
  const hot = asset.id === 'container-3'
  const asleep = Math.round((1 - share) * 384)
  const hashrateTHs = containerKinds[asset.container].ratedHashrateTHs * share
  return {
    minPowerKW: -asset.ratedPowerKW,
    maxPowerKW: 0,
    hashrateTHs,
    efficiencyJPerTH: hashrateTHs > 0 ? (-power * 1_000) / hashrateTHs : 0,
    inletDegC: (hot ? 34 : 26) + 1.5 * wave(at, asset.id.length, 8 * minute),
    outletDegC: (hot ? 52 : 40) + 4 * share,
    fanPct: 30 + 45 * share,
    minersHashing: 384 - asleep - 4,
    minersAsleep: asleep,
    minersFaulty: 4,
    fanRpm: 1_450 * (0.4 + 0.6 * share),
    filterPa: 118 + 6 * wave(at, asset.id.length, 20 * minute),
    boardsHashing: 3 * (380 - asleep),
    hottestChipDegC: 71 + 6 * share,
  }
}

function storagePoints(
  asset: Asset,
  { power, at, full, socPct }: { power: KW; at: EpochMs; full: number; socPct: number },
): Partial<Record<PointName, number>> {
  const minSocPct = 'chemistry' in asset || asset.kind === 'flywheel' ? socLimits(asset as never).minSocPct : 5
  const isAgm = asset.kind === 'battery' && asset.chemistry === 'agm'
  const rated = 'ratedPowerKW' in asset ? asset.ratedPowerKW : 1_000
  return {
    socPct,
    usableEnergyKWh: (full * Math.max(0, socPct - minSocPct)) / 100,
    minPowerKW: -rated,
    maxPowerKW: asset.kind === 'hydrogen' ? asset.fuelCellKW : rated,
    sohPct: 94.1,
    temperatureDegC: 27.3 + wave(at, 4, 20 * minute),
    cellVoltageMinV: isAgm ? 12.31 : 3.305,
    cellVoltageMaxV: (isAgm ? 12.36 : 3.317) + 0.002 * wave(at, 1, minute),
    cycleCount: 1_862,
    speedRpm: 24_000 * Math.sqrt(socPct / 57),
    bearingDegC: 61 + wave(at, 3, 6 * minute),
    vibrationMmPerS: 1.2 + 0.1 * wave(at, 5, minute),
    vacuumPa: 0.8,
    standbyLossKW: 5.9,
    unitsReady: 9,
    unitsTotal: 10,
    tankBar: (340 * socPct) / 100,
    hydrogenKg: (full * socPct) / 100 / 33.33,
    electrolyserKW: Math.max(0, -power),
    fuelCellKW: Math.max(0, power),
    cellMaxDegC: 29.1 + wave(at, 4, 20 * minute),
    resistanceMOhm: 18.4,
    electrolyserCellV: 1.94 + 0.01 * wave(at, 6, 4 * minute),
    stackDegC: 71 + wave(at, 6, 4 * minute),
  }
}
