import type { Asset } from '../../../domain/asset.ts'
import { isControllable, powerWords, ratedRange } from '../../../domain/asset.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import { verificationMs } from '../../dispatch/command/follow.ts'
import type { World } from '../world.ts'
import { createFindings, type Watch } from './watch.ts'

/** The end of the connection that is looked at. */
type Side = 'import' | 'export'

/** An excess that the site could end. */
interface Episode {
  sinceMs: Ms
  worstKW: KW
}

const secondMs: Ms = 1_000
/** Rounding of registers and the last settling of a converter. */
const slackKW: KW = 5

/**
 * The connection's limit by the true power: an excess that healthy assets could end may last no longer than one verification
 * time. What faults take out of our hands, and the time until a fault can be seen, is not counted.
 */
export function watchConnection(world: World): Watch {
  const { site, field } = world
  const sides = (['import', 'export'] as const).map((side) => ({
    side,
    allowedMs: allowedMs(site, side),
    findings: createFindings(`${side} limit`),
    episode: undefined as Episode | undefined,
    longestMs: 0,
    totalMs: 0,
    blindMs: 0,
    helplessMs: 0,
  }))
  const gridId = world.grid.id
  return {
    step(now, dtMs) {
      const gridKW = field.plant.powerKW(gridId)
      for (const one of sides) {
        one.findings.checked()
        const limitKW = one.side === 'import' ? site.connection.importLimitKW : site.connection.exportLimitKW
        const excessKW = (one.side === 'import' ? gridKW : -gridKW) - limitKW - slackKW
        if (excessKW <= 0) {
          one.episode = undefined
          continue
        }
        one.totalMs += dtMs
        const canEnd = Math.min(excessKW, reliefKW(world, one.side))
        const isBlind = world.isBlind()
        if (canEnd <= slackKW || isBlind) {
          if (isBlind) one.blindMs += dtMs
          else one.helplessMs += dtMs
          one.episode = undefined
          continue
        }
        const nowMs = world.clock.monotonicMs()
        one.episode ??= { sinceMs: nowMs - dtMs, worstKW: 0 }
        one.episode.worstKW = Math.max(one.episode.worstKW, canEnd)
        const lastsMs = nowMs - one.episode.sinceMs
        const wasOver = lastsMs - dtMs > one.allowedMs
        one.longestMs = Math.max(one.longestMs, lastsMs)
        if (lastsMs > one.allowedMs && !wasOver)
          one.findings.breach(
            now,
            `${powerWords(excessKW)} above the limit for ${seconds(lastsMs)}, ${powerWords(canEnd)} could have ended it; ${world.faults.words()}`,
          )
      }
    },
    finish: () =>
      sides.map(({ findings, longestMs, totalMs, blindMs, helplessMs, allowedMs: allowed }) =>
        findings.result(
          `above it for ${seconds(totalMs)} in all: ${seconds(blindMs)} while faults hid the grid, ${seconds(helplessMs)} with nothing left to give; ${seconds(longestMs)} at once otherwise, allowed ${seconds(allowed)}`,
        ),
      ),
  }
}

function seconds(ms: Ms): string {
  return `${(ms / 1_000).toFixed(1)} s`
}

/** One verification time: the longest any asset that can end such an excess may take. */
function allowedMs(site: SiteConfig, side: Side): Ms {
  const times = site.assets
    .filter((a) => isControllable(a.kind))
    .map((asset) => {
      const { minKW, maxKW } = ratedRange(asset)
      const helps =
        side === 'import' ? shedsKind(asset) : asset.kind === 'pv' || asset.kind === 'wind' || isStorage(asset)
      if (!helps) return 0
      return side === 'import' ? verificationMs(asset, minKW, maxKW) : verificationMs(asset, maxKW, minKW)
    })
  return Math.max(0, ...times)
}

function shedsKind(asset: Asset): boolean {
  return asset.kind === 'container' || isStorage(asset)
}

function isStorage(asset: Asset): boolean {
  return asset.kind === 'battery' || asset.kind === 'flywheel'
}

/** What healthy assets could do about an excess now, kW: what they draw or still give, and what storage has room for. */
function reliefKW(world: World, side: Side): KW {
  let sum = 0
  for (const asset of world.steerable) {
    if (world.faults.touches(asset.device)) continue
    sum += Math.max(0, side === 'import' ? riseKW(world, asset) : fallKW(world, asset))
  }
  return sum
}

function riseKW({ field: { plant } }: World, asset: Asset): KW {
  const powerKW = plant.powerKW(asset.id)
  if (asset.kind === 'container' || asset.kind === 'hydrogen') return -powerKW
  if (!isStorage(asset)) return 0
  return (plant.truth(asset.id).maxPowerKW ?? 0) - powerKW
}

function fallKW({ field: { plant } }: World, asset: Asset): KW {
  const powerKW = plant.powerKW(asset.id)
  if (asset.kind === 'pv' || asset.kind === 'wind') return powerKW
  if (!isStorage(asset)) return 0
  return powerKW - (plant.truth(asset.id).minPowerKW ?? 0)
}

/** Devices within their nameplate, and within what they allow themselves for no longer than one verification time. */
export function watchDevices(world: World): Watch {
  const { field } = world
  const findings = createFindings('device limits')
  const own = world.steerable.map((asset) => ({
    asset,
    rated: ratedRange(asset),
    sinceMs: undefined as Ms | undefined,
  }))
  let longestMs: Ms = 0
  return {
    step(now) {
      for (const { asset, rated } of own) {
        const powerKW = field.plant.powerKW(asset.id)
        const slack = Math.max(slackKW, 0.005 * (rated.maxKW - rated.minKW))
        if (powerKW < rated.minKW - slack || powerKW > rated.maxKW + slack)
          findings.breach(now, `${asset.id} at ${powerWords(powerKW)}, beyond its rating`)
      }
    },
    second(now) {
      const nowMs = world.clock.monotonicMs()
      for (const one of own) {
        findings.checked()
        const { asset } = one
        const beyondKW = beyondOwn(world, asset, now)
        const tolerance = Math.max(15, 0.02 * (one.rated.maxKW - one.rated.minKW))
        if (beyondKW <= tolerance || world.faults.touches(asset.device)) {
          one.sinceMs = undefined
          continue
        }
        one.sinceMs ??= nowMs
        const lastsMs = nowMs - one.sinceMs
        const wasOver = lastsMs - secondMs > allowedOf(asset)
        longestMs = Math.max(longestMs, lastsMs)
        if (lastsMs > allowedOf(asset) && !wasOver)
          findings.breach(
            now,
            `${asset.id} asked for ${powerWords(beyondKW)} more than it allows, for ${seconds(lastsMs)}`,
          )
      }
    },
    finish: () => findings.result(`a setpoint beyond what the device allowed stood for ${seconds(longestMs)} at most`),
  }
}

function allowedOf(asset: Asset): Ms {
  const { minKW, maxKW } = ratedRange(asset)
  return verificationMs(asset, minKW, maxKW)
}

/** By how much the setpoint in force lies beyond what the device itself allows now; ceilings of sun and wind do not. */
function beyondOwn({ field: { plant }, setpoints }: World, asset: Asset, _now: EpochMs): KW {
  const setpointKW = setpoints.get(asset.id)
  if (setpointKW === undefined || asset.kind === 'pv' || asset.kind === 'wind' || asset.kind === 'genset') return 0
  const { minPowerKW = -Infinity, maxPowerKW = Infinity } = plant.truth(asset.id)
  return Math.max(minPowerKW - setpointKW, setpointKW - maxPowerKW, 0)
}

/** The true state of charge within the limits of its kind. */
export function watchSoc(world: World): Watch {
  const findings = createFindings('state of charge')
  const slackPct = 0.5
  let nearest = Infinity
  return {
    second(now) {
      for (const { asset, minSocPct, maxSocPct } of world.storages) {
        findings.checked()
        const { socPct } = world.field.plant.truth(asset.id)
        if (socPct === undefined) continue
        const roomPct = Math.min(socPct - minSocPct, maxSocPct - socPct)
        nearest = Math.min(nearest, roomPct)
        if (roomPct < -slackPct)
          findings.breach(now, `${asset.id} at ${socPct.toFixed(2)} %, allowed ${minSocPct} to ${maxSocPct} %`)
      }
    },
    finish: () =>
      findings.result(
        `${nearest.toFixed(2)} points inside its limits at the closest; ${slackPct} points of slack for what it loses by itself`,
      ),
  }
}
