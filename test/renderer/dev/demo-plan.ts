import { implement } from '@orpc/server'
import type { Plan, PlannedAsset } from '../../../domain/dispatch/plan.ts'
import { contract } from '../../../domain/rpc/contract.ts'
import type { PlanFigures, WhatIf } from '../../../domain/rpc/plan.ts'
import type { SiteDescription } from '../../../domain/rpc/site.ts'

const os = implement(contract)

const quarterMs = 900_000
const steps = 192
const minute = 60_000

/** A made-up plan: mining while energy is cheap, storage between noon and evening. */
export function createDemoPlan({ site, now }: { site: SiteDescription; now: () => number }) {
  const startedAt = now()
  return {
    current: os.plan.current.handler(() => {
      const status = demoPlanStatus(startedAt, now())
      return { plan: demoPlan(site, status.madeAt, { away: [] }), status }
    }),
    whatIf: os.plan.whatIf.handler(({ input }) => {
      const [before, after] = [demoPlan(site, now(), { away: [] }), demoPlan(site, now(), input)]
      return {
        before: { plan: before, figures: figuresOf(before) },
        after: { plan: after, figures: figuresOf(after) },
      }
    }),
  }
}

/** How planning stands in the demo: anew every five minutes since the start. */
export function demoPlanStatus(startedAt: number, now: number) {
  const madeAt = startedAt + Math.floor((now - startedAt) / (5 * minute)) * 5 * minute
  return { state: 'good', detail: '', planId: `plan-${madeAt}`, madeAt, expiresAt: madeAt + 60 * minute } as const
}

function demoPlan(
  site: SiteDescription,
  madeAt: number,
  { priceFactor = 1, priceShiftEurPerMWh = 0, away }: WhatIf,
): Plan {
  const first = Math.floor(madeAt / quarterMs + 1) * quarterMs
  const edges = [madeAt, ...Array.from({ length: steps }, (_, t) => first + t * quarterMs)]
  const prices = edges
    .slice(0, -1)
    .map((at) => (55 - 40 * wave(at, 14) + 25 * wave(at, 20)) * priceFactor + priceShiftEurPerMWh)
  const assets: Plan['assets'] = Object.fromEntries(
    site.assets.flatMap(({ id, kind }): [string, PlannedAsset][] => {
      if (away.includes(id)) return []
      if (kind === 'container') return [[id, { powerKW: prices.map((price) => (price < 70 ? -1_300 : 0)) }]]
      if (kind === 'pv') return [[id, { powerKW: edges.slice(0, -1).map((at) => Math.max(0, 4_000 * wave(at, 12))) }]]
      if (kind === 'wind') return [[id, { powerKW: edges.slice(0, -1).map((at) => 2_200 + 900 * wave(at, 3)) }]]
      if (kind !== 'battery' && kind !== 'flywheel') return []
      const powerKW = prices.map((price) => (price > 75 ? 400 : price < 30 ? -400 : 0))
      let energyKWh = 1_000
      const energies = powerKW.map((kW) => (energyKWh = Math.min(1_900, Math.max(100, energyKWh - kW / 4))))
      return [[id, { powerKW, energyKWh: energies, storedValueEurPerMWh: prices.map(() => 62) }]]
    }),
  )
  const gridKW = prices.map(
    (_, t) => 3_200 - Object.values(assets).reduce((sum, { powerKW }) => sum + (powerKW[t] ?? 0), 0),
  )
  const costEur = gridKW.reduce((sum, kW, t) => sum + (kW / 4_000) * (prices[t] ?? 0), 0)
  return {
    id: `plan-${madeAt}`,
    madeAt,
    madeFor: 'every 5 min',
    edges,
    importPriceEurPerMWh: prices.map((price) => price + 10),
    exportPriceEurPerMWh: prices,
    gridKW,
    busPriceEurPerMWh: prices,
    assets,
    broken: [
      {
        limit: 'import limit',
        from: edges[20] ?? 0,
        until: edges[24] ?? 0,
        by: 300,
        unit: 'kW',
        costEur: 12.4,
      },
    ],
    quality: { costEur, boundEur: costEur - 4, gapRatio: 0.0006, tookMs: 480 },
  }
}

/** 1 at this hour of UTC, falling to -1 half a day away. */
function wave(at: number, hour: number): number {
  return Math.cos(((at / 3_600_000 - hour) / 12) * Math.PI)
}

function sum(powers: readonly number[]): number {
  return powers.reduce((all, kW) => all + kW / 4, 0)
}

function figuresOf({ gridKW, assets, quality }: Plan): PlanFigures {
  const drawn = Object.entries(assets).map(([id, { powerKW }]) => (id.startsWith('container') ? -sum(powerKW) : 0))
  return {
    costEur: quality.costEur,
    importedKWh: sum(gridKW.map((kW) => Math.max(0, kW))),
    exportedKWh: sum(gridKW.map((kW) => Math.max(0, -kW))),
    minedKWh: drawn.reduce((all, kWh) => all + kWh, 0),
    dischargedKWh: 1_200,
    curtailedKWh: 0,
    peakImportKW: Math.max(0, ...gridKW),
    brokenLimits: 1,
  }
}
