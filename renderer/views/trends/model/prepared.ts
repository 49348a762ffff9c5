import type { Asset } from '../../../../domain/asset.ts'
import type { PointName } from '../../../../domain/points.ts'
import type { PointRef, SiteDescription } from '../../../../domain/rpc/site.ts'
import { maxTrendLines } from '../../../../domain/rpc/trends.ts'
import type { PanePoints } from './arrange.ts'

/** A view that every site has. */
export interface PreparedView {
  name: string
  panes: PanePoints
  spanMs: number
}

const hourMs = 3_600_000

/** Views made from the assets of the site; those for which it has no points are left out. */
export function preparedViews({ assets, points }: SiteDescription): PreparedView[] {
  const has = new Set(points.map(({ assetId, point }) => `${assetId} ${point}`))
  const pick = (point: PointName, ...kinds: Asset['kind'][]): PointRef[] =>
    assets
      .filter(({ id, kind }) => kinds.includes(kind) && has.has(`${id} ${point}`))
      .map(({ id }) => ({ assetId: id, point }))
  const storage = ['battery', 'flywheel', 'hydrogen'] as const
  const views: PreparedView[] = [
    {
      name: 'Site power',
      panes: [
        pick('activePowerKW', 'grid', 'pv', 'wind', 'genset', 'load').slice(0, 7),
        pick('activePowerKW', ...storage).slice(0, 5),
      ],
      spanMs: 2 * hourMs,
    },
    {
      name: 'Storage',
      panes: [pick('activePowerKW', ...storage).slice(0, 6), pick('socPct', ...storage).slice(0, 6)],
      spanMs: 8 * hourMs,
    },
    {
      name: 'Mining',
      panes: [
        pick('activePowerKW', 'container').slice(0, 6),
        pick('hashrateTHs', 'container').slice(0, 2),
        pick('inletDegC', 'container').slice(0, 4),
      ],
      spanMs: 2 * hourMs,
    },
    {
      name: 'Frequency',
      panes: [
        pick('frequencyHz', 'grid').slice(0, 1),
        pick('voltageV', 'grid').slice(0, 1),
        pick('activePowerKW', 'flywheel', 'grid').slice(0, 4),
      ],
      spanMs: 900_000,
    },
  ]
  return views
    .map(({ name, panes, spanMs }) => ({ name, panes: panes.filter((pane) => pane.length > 0), spanMs }))
    .filter(({ panes }) => panes.length > 0 && panes.flat().length <= maxTrendLines)
}
