import { implement } from '@orpc/server'
import { contract } from '../../../domain/rpc/contract.ts'
import type { Rerun, RerunFigures, RerunRequest, RerunSettings, RerunStep } from '../../../domain/rpc/past/rerun.ts'
import type { SiteDescription } from '../../../domain/rpc/site.ts'
import type { createDemoHistory } from './trends/demo-history.ts'

const os = implement(contract)

const settings: RerunSettings = {
  importLimitKW: 12_000,
  exportLimitKW: 6_000,
  marginKW: 50,
  peakAboveKW: 9_000,
  exportAboveKW: 0,
  mineFromGridKW: 0,
}

/** A made-up rerun: the recorded grid power, held below the asked peak by the storage. */
export function createDemoRerun({
  site,
  history,
}: {
  site: SiteDescription
  history: ReturnType<typeof createDemoHistory>
}) {
  const gridId = site.assets.find(({ kind }) => kind === 'grid')?.id ?? ''
  async function* compare({ from, to, settings: tried }: RerunRequest): AsyncGenerator<RerunStep> {
    for (const progress of [0, 0.4, 0.8]) {
      yield { type: 'progress', progress }
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
    const buckets = 300
    const { mean, stepMs } = history.trend({ assetId: gridId, point: 'activePowerKW', from, to, buckets })
    const runWith = (kind: Rerun['kind'], aboveKW: number): Rerun => {
      const gridKW = mean.map((kW) => (kW === null ? null : Math.min(kW, aboveKW)))
      const storageKW = mean.map((kW) => (kW === null ? null : Math.max(0, kW - aboveKW)))
      const figures = figuresOf(gridKW, storageKW, stepMs)
      return { kind, gridKW, storageKW, miningKW: mean.map(() => 4_200), figures }
    }
    const now = settings.peakAboveKW ?? Infinity
    const runs = [
      runWith('recorded', Infinity),
      runWith('asIs', now),
      runWith('changed', tried.peakAboveKW ?? Infinity),
    ]
    yield {
      type: 'compared',
      comparison: { from, to, stepMs, knownRatio: 0.98, runs, notes: ['Made up for the demo.'] },
    }
  }
  return {
    settings: os.replay.settings.handler(() => settings),
    compare: os.replay.compare.handler(({ input }) => compare(input)),
  }
}

function figuresOf(gridKW: (number | null)[], storageKW: (number | null)[], stepMs: number): RerunFigures {
  const sumKWh = (column: (number | null)[]) =>
    column.reduce<number>((sum, kW) => sum + (Math.max(0, kW ?? 0) * stepMs) / 3_600_000, 0)
  const highestKW = Math.max(...gridKW.map((kW) => kW ?? -Infinity))
  const importKWh = sumKWh(gridKW)
  return {
    importKWh,
    exportKWh: 0,
    highestKW,
    highestQuarterKW: highestKW * 0.97,
    overImportLimitS: 0,
    minedKWh: (4_200 * stepMs * gridKW.length) / 3_600_000,
    dischargedKWh: sumKWh(storageKW),
    storedMoreKWh: -sumKWh(storageKW),
    importCostEur: importKWh * 0.08,
    setpoints: 120,
  }
}
