import type { Asset } from '../../domain/asset.ts'
import type { ReadingBatch } from '../../domain/device.ts'
import type { Instruction } from '../../domain/instruction.ts'
import { silentLog } from '../../domain/log.ts'
import type { PointName } from '../../domain/points.ts'
import type { EngineStatus } from '../../domain/rpc/live.ts'
import { gridAssetOf, type SiteConfig } from '../../domain/site.ts'
import type { EpochMs, KW, KWh, Ms } from '../../domain/units.ts'
import { createControl } from '../dispatch/control.ts'
import { isAtRest } from '../dispatch/ramps.ts'
import { type AssetModel, isStorage, moveAsset, newAssetModel } from './asset-model.ts'
import type { Then } from './recorded-then.ts'
import { createRerunDevice, type RerunDevice } from './rerun-device.ts'
import { createSteppedClock } from './stepped-clock.ts'

/** Points that the controllers get as they were recorded. */
const asRecorded = [
  'state',
  'minPowerKW',
  'maxPowerKW',
  'availablePowerKW',
  'ambientDegC',
  'faultCode',
  'frequencyHz',
] as const
/** Every point a rerun reads. */
export const rerunPoints: ReadonlySet<PointName> = new Set([...asRecorded, 'activePowerKW', 'socPct'])

/** A site in memory whose assets follow the controllers, while all else goes as it was recorded. */
export interface Plant {
  /** Goes on to the instant of `then`; the controllers have one turn. */
  step(then: Then, at: EpochMs): void
  /** Import positive; `undefined` while the meter's recording has nothing. */
  gridKW(): KW | undefined
  powerKW(assetId: string): KW | undefined
  /** Energy in all storages beyond what was in them then. */
  extraKWh(): KWh
  setpoints(): number
  stop(): Promise<void>
}

/** What a plant is made of. */
export interface PlantNeeds {
  site: SiteConfig
  /** Assets that the controllers steer. */
  steered: ReadonlySet<string>
  instructions: readonly Instruction[]
  modeAt: (at: EpochMs) => EngineStatus['mode']
  from: EpochMs
  stepMs: Ms
}

/** The control loop of a site over devices that follow a recording. */
export function createPlant(needs: PlantNeeds): Plant {
  const { steered, instructions, modeAt, from, stepMs } = needs
  const site = { ...deviceEach(needs.site), cycleMs: stepMs }
  const clock = createSteppedClock(from - stepMs)
  const models = site.assets.map((asset) => newAssetModel(asset, steered.has(asset.id)))
  const byId = new Map(models.map((model) => [model.asset.id, model]))
  let setpoints = 0
  let gridKW: KW | undefined
  const devices = new Map(
    models.map((model) => [
      model.asset.id,
      createRerunDevice({
        since: from,
        acceptsSetpoint: model.isSteered,
        onSetpoint(powerKW) {
          model.setpointKW = powerKW
          setpoints++
        },
      }),
    ]),
  )
  let id = 0
  const control = createControl({
    site,
    devices,
    clock,
    log: silentLog,
    audit: () => {},
    instructions: { load: () => [...instructions], save: () => {}, between: () => [] },
    newId: () => `rerun-${++id}`,
  })
  control.start()
  return {
    step(then, at) {
      for (const model of models) moveAsset(model, then, stepMs)
      gridKW = balanced(site, models, then)
      for (const model of models) deliver(model, devices.get(model.asset.id), then, at, gridKW)
      control.setMode({ name: 'rerun', role: 'engineer' }, modeAt(at), 'as recorded')
      clock.moveTo(at)
    },
    gridKW: () => gridKW,
    powerKW: (assetId) => byId.get(assetId)?.powerKW,
    extraKWh: () => models.reduce((sum, { extraKWh }) => sum + extraKWh, 0),
    setpoints: () => setpoints,
    stop: control.stop,
  }
}

/** Each asset with a device of its own: who answers for whom plays no part in a recording. */
function deviceEach(site: SiteConfig): SiteConfig {
  return {
    ...site,
    devices: site.assets.flatMap((asset) =>
      site.devices
        .filter(({ id }) => id === asset.device)
        .map((device) => Object.assign({ ...device }, { id: asset.id })),
    ),
    assets: site.assets.map((asset) => Object.assign({ ...asset }, { device: asset.id })),
  }
}

/** The meter as recorded, with what assets do otherwise than then: what nobody steers is left as it was. */
function balanced(site: SiteConfig, models: readonly AssetModel[], then: Then): KW | undefined {
  const recordedKW = then.value(gridAssetOf(site).id, 'activePowerKW')
  if (recordedKW === undefined) return undefined
  return models.reduce((gridKW, { asset, powerKW }) => {
    const thenKW = then.value(asset.id, 'activePowerKW')
    return asset.kind === 'grid' || powerKW === undefined || thenKW === undefined ? gridKW : gridKW + thenKW - powerKW
  }, recordedKW)
}

function deliver(
  { asset, powerKW, socPct, setpointKW }: AssetModel,
  device: RerunDevice | undefined,
  then: Then,
  at: EpochMs,
  gridKW: KW | undefined,
): void {
  const shownKW = asset.kind === 'grid' ? gridKW : powerKW
  const batch: ReadingBatch = {}
  const give = (point: PointName, value: number) => (batch[point] = { value, at, quality: 'good' })
  for (const point of asRecorded) {
    if (isTold(asset, point, setpointKW)) continue
    const reading = then.reading(asset.id, point)
    if (reading.value !== null) batch[point] = reading
  }
  if (shownKW === undefined) batch.activePowerKW = then.reading(asset.id, 'activePowerKW')
  else give('activePowerKW', shownKW)
  if (socPct !== undefined) give('socPct', socPct)
  if (setpointKW !== undefined && powerKW !== undefined) {
    give('setpointKW', setpointKW)
    give('state', isAtRest(asset, powerKW) ? states.standby : states.running)
  }
  device?.deliver(batch)
}

/** Codes of the point `state`. */
const states = { standby: 1, running: 3 } as const

/**
 * Whether a recorded value tells of what the asset did then and not of what it would do: the state of one that is steered,
 * and the limits of a storage, which came from its charge and its state.
 */
function isTold(asset: Asset, point: (typeof asRecorded)[number], setpointKW: KW | undefined): boolean {
  if (point === 'state') return setpointKW !== undefined
  return isStorage(asset) && (point === 'minPowerKW' || point === 'maxPowerKW')
}
