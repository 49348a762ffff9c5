import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { Asset } from '../../../../domain/asset.ts'
import { type Instruction, subjectOf } from '../../../../domain/instruction.ts'
import { noReading, type Reading } from '../../../../domain/reading.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import { useLiveStore, useSite } from '../../../state/live.ts'

/** What an instruction's power is measured at. */
export type Subject = Pick<Instruction, 'subject' | 'assetId' | 'feederId'>

const isSource = ({ kind }: Asset) => kind === 'pv' || kind === 'wind' || kind === 'genset'
const isLoad = ({ kind }: Asset) => kind === 'load' || kind === 'container'

/**
 * Power at the subject of an instruction as the engine counts it: of an asset and the connection with its sign, of limits
 * the magnitude that counts. No value when a meter that counts is silent; of a sum the worst quality and the oldest time.
 */
export function subjectPower(
  about: Subject,
  site: Pick<SiteDescription, 'assets'>,
  reading: (assetId: string) => Reading,
): Reading {
  const grid = site.assets.find((a) => a.kind === 'grid')
  const gridPower = grid ? reading(grid.id) : noReading
  const sumOf = (isMeant: (a: Asset) => boolean, count: (kW: number) => number) =>
    sum(
      site.assets.filter((a) => a.kind !== 'grid' && isMeant(a)).map((a) => reading(a.id)),
      count,
    )
  switch (subjectOf(about)) {
    case 'asset':
      return reading(about.assetId)
    case 'gridPower':
      return gridPower
    case 'importLimit':
      return sum([gridPower], (kW) => Math.max(0, kW))
    case 'exportLimit':
      return sum([gridPower], (kW) => Math.max(0, -kW))
    case 'loadLimit':
      return sumOf(
        (a) => !isSource(a),
        (kW) => Math.max(0, -kW),
      )
    case 'generationLimit':
      return sumOf(
        (a) => !isLoad(a),
        (kW) => Math.max(0, kW),
      )
    case 'feederLimit': {
      const net = sumOf(
        (a) => a.feeder === about.feederId,
        (kW) => kW,
      )
      return net.value === null ? net : { ...net, value: Math.abs(net.value) }
    }
  }
}

const worst = ['good', 'simulated', 'suspect', 'stale', 'bad'] as const

function sum(readings: readonly Reading[], count: (kW: number) => number): Reading {
  let [value, at, place] = [0, Number.POSITIVE_INFINITY, 0]
  for (const one of readings) {
    if (one.value === null) return noReading
    value += count(one.value)
    at = Math.min(at, one.at)
    place = Math.max(place, worst.indexOf(one.quality))
  }
  return readings.length === 0 ? noReading : { value, at, quality: worst[place] ?? 'bad' }
}

/** The same, live; renders again only when it changed by what can be seen. */
export function useSubjectPower(about: Subject): Reading {
  const store = useLiveStore()
  const site = useSite()
  const kept = useRef<Reading>(noReading)
  const subscribe = useCallback((listener: () => void) => store.subscribe('any', listener), [store])
  return useSyncExternalStore(subscribe, () => {
    const next = subjectPower(about, site, (id) => store.reading(id, 'activePowerKW'))
    const isSame = next.quality === kept.current.quality && round(next.value) === round(kept.current.value)
    if (!isSame) kept.current = next
    return kept.current
  })
}

const round = (kW: number | null) => (kW === null ? null : Math.round(kW))
