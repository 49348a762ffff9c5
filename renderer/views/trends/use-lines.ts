import { useLocalStorage } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo } from 'react'
import { pointNames, type PointName } from '../../../domain/points.ts'
import type { PointRef, SiteDescription } from '../../../domain/rpc/site.ts'
import { useSite } from '../../state/live.ts'
import { type PanePoints, withPoint } from './model/arrange.ts'
import { preparedViews } from './model/prepared.ts'

/** Points that were looked at last, the newest first. */
const mostRecent = 8

/** Points by pane as this person left them, and those looked at lately. */
export interface LinesState {
  panes: PanePoints
  recent: readonly PointRef[]
  setPanes: (panes: PanePoints) => void
  add: (ref: PointRef) => void
}

/** Points named in the address, as `asset.point` with commas between. */
export function pointsOfAddress(text: string | undefined): PointRef[] {
  return (text ?? '').split(',').flatMap((part) => {
    const [assetId = '', point = ''] = part.split('.')
    return pointNames.includes(point as PointName) ? [{ assetId, point: point as PointName }] : []
  })
}

function onlyKnown(panes: PanePoints, { points }: SiteDescription): PanePoints {
  const known = new Set(points.map(({ assetId, point }) => `${assetId} ${point}`))
  return panes
    .map((pane) => pane.filter(({ assetId, point }) => known.has(`${assetId} ${point}`)))
    .filter((pane) => pane.length > 0)
}

/** The lines in view: kept on this machine, at first the power of the site; the address may add some. */
export function useLines(): LinesState {
  const site = useSite()
  const first = useMemo(() => preparedViews(site)[0]?.panes ?? [], [site])
  const [kept, setPanes] = useLocalStorage<PanePoints>({
    key: `powerchain-trends ${site.name}`,
    defaultValue: first,
    getInitialValueInEffect: false,
  })
  const [recent, setRecent] = useLocalStorage<readonly PointRef[]>({
    key: `powerchain-trends-recent ${site.name}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  })
  const panes = useMemo(() => onlyKnown(kept, site), [kept, site])
  const add = useCallback(
    (ref: PointRef) => {
      setPanes((before) => withPoint(onlyKnown(before, site), ref))
      const isOther = (known: PointRef) => known.assetId !== ref.assetId || known.point !== ref.point
      setRecent((before) => [ref, ...before.filter(isOther)].slice(0, mostRecent))
    },
    [setPanes, setRecent, site],
  )
  useAddress(add)
  return useMemo(() => ({ panes, recent, setPanes, add }), [panes, recent, setPanes, add])
}

/** Takes the points of the address in, once, and cleans it. */
function useAddress(add: (ref: PointRef) => void): void {
  const { points } = useSearch({ strict: false })
  const navigate = useNavigate()
  useEffect(() => {
    if (points === undefined) return
    for (const ref of pointsOfAddress(points)) add(ref)
    void navigate({ to: '/trends', search: {}, replace: true })
  }, [points, add, navigate])
}
