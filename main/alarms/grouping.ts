import type { AlarmCondition } from '../../domain/alarm.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { Track } from './tracking.ts'

/** For an asset, the condition that explains the other alarms of that asset. */
export type Roots = ReadonlyMap<string, Track>

/** Conditions that explain others, by asset: a whole line before a device, then the more important one. */
export function rootsOf(tracks: Iterable<Track>): Roots {
  const roots = new Map<string, Track>()
  for (const track of tracks) {
    if (!track.rule.isRoot || !(track.isRaised || track.holds)) continue
    for (const assetId of assetsOf(track)) {
      const other = roots.get(assetId)
      if (!other || rankOf(track) < rankOf(other)) roots.set(assetId, track)
    }
  }
  return roots
}

/** The condition that explains this one; none explains itself, and nothing less than critical hides what is critical. */
export function rootOf(roots: Roots, track: Track): Track | undefined {
  const { assetId } = track.condition
  const root = assetId === undefined ? undefined : roots.get(assetId)
  if (!root || root === track || (track.rule.priority === 1 && root.rule.priority > 1)) return undefined
  return root
}

function assetsOf({ condition }: Track): readonly string[] {
  return [...(condition.covers ?? []), ...(condition.assetId === undefined ? [] : [condition.assetId])]
}

/** The lower, the more it explains. */
export function rankOf({ condition, rule }: Track): number {
  if (rule.priority === 1) return 0
  return (condition.covers ? 1 : 10) + rule.priority
}

/**
 * Finds lines that are down: of several devices behind one address none answers. The conditions, with one for each
 * such line after them.
 */
export function createLines({
  devices,
  assets,
}: Pick<SiteConfig, 'devices' | 'assets'>): (conditions: readonly AlarmCondition[]) => readonly AlarmCondition[] {
  const byEndpoint = Map.groupBy(devices, ({ endpoint }) => endpoint)
  const lines = [...byEndpoint].flatMap(([endpoint, those]) => {
    const own = assets.filter((asset) => those.some((device) => device.id === asset.device)).map(({ id }) => id)
    return endpoint === 'simulated' || own.length < 2 ? [] : [{ endpoint, assetIds: own }]
  })
  if (lines.length === 0) return (conditions) => conditions
  return (conditions) => {
    const silent = new Set(conditions.filter(({ code }) => code === 'device.silent').map(({ assetId }) => assetId))
    if (silent.size < 2) return conditions
    const down = lines.filter(({ assetIds }) => assetIds.every((id) => silent.has(id)))
    return [...conditions, ...down.map(lineCondition)]
  }
}

function lineCondition({ endpoint, assetIds }: { endpoint: string; assetIds: readonly string[] }): AlarmCondition {
  return {
    code: 'line.silent',
    priority: 2,
    ...(assetIds[0] !== undefined && { assetId: assetIds[0] }),
    text: `None of the ${assetIds.length} devices at ${endpoint} answers`,
    response: 'Check power and network of the gateway, then the line behind it.',
    covers: assetIds,
  }
}
