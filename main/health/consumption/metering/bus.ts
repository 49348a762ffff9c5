import type { EpochMs, KWh } from '../../../../domain/units.ts'
import { ownClass } from '../../../../domain/metering/accuracy.ts'
import { checkOf, driftOf, type MeterCheck, moreWords, type Pair } from './check.ts'

/** Net energy of each asset by quarter of an hour, positive into the bus; NaN where it is not known as a whole. */
export interface SiteEnergies {
  from: EpochMs
  to: EpochMs
  quarterMs: number
  gridId: string
  byAsset: ReadonlyMap<string, Float64Array>
}

/** A meter that explains what the balance lacks. */
export interface Suspect {
  assetId: string
  /** What it shows above the truth, percent. */
  pct: number
  /** Share of the residual's scatter that it explains, 0 to 1. */
  explains: number
}

const leastQuarters = 96
/** Losses between the meters, percent of what goes through: cables and busbars of a site. */
const lossPct = 0.3
/** A suspect explains at least this share of the scatter. */
const leastExplained = 0.5

interface Balanced {
  at: EpochMs
  energies: readonly KWh[]
}

/** The grid meter against the sum of all others. Meters may be off independently: their limits add up by squares. */
export function busCheck(
  site: SiteEnergies,
  names: { nameOf(assetId: string): string; dayWords(at: EpochMs): string },
): { check: MeterCheck; suspect: Suspect | undefined } {
  const ids = [...site.byAsset.keys()]
  const quarters = balanced(site, ids)
  const grid = ids.indexOf(site.gridId)
  const pairs = quarters.map(({ at, energies }): Pair => {
    const ownKWh = energies[grid] ?? 0
    const otherKWh = -energies.reduce((sum, kWh, i) => (i === grid ? sum : sum + kWh), 0)
    const gross = energies.reduce((sum, kWh) => sum + Math.abs(kWh), 0)
    return { at, ownKWh, otherKWh, throughKWh: gross / 2 }
  })
  const limitPct = busLimitPct(quarters)
  const suspect = suspectOf(quarters, ids)
  const drift = driftOf(pairs, limitPct)
  const check = checkOf(
    { id: `bus:${site.gridId}`, assetId: site.gridId, against: 'bus', from: site.from, to: site.to },
    {
      pairs,
      limitPct,
      least: leastQuarters,
      words(pct) {
        if (Math.abs(pct) <= limitPct && !suspect) return 'The grid meter and the sum of all other meters agree.'
        const since = drift ? ` since ${names.dayWords(drift.sinceAt)}${drift.isNew ? '' : ' or before'}` : ''
        const who = suspect
          ? `likelier wrong is the meter of ${names.nameOf(suspect.assetId)}: it would show ${moreWords(suspect.pct)} than there is`
          : 'no single meter explains it: a consumer without a meter, or several meters'
        return `The sum of all meters is off by ${Math.abs(pct).toFixed(2)} % of what goes through${since}; ${who}.`
      },
    },
  )
  return { check: suspect && check.state === 'agrees' ? { ...check, state: 'differs' } : check, suspect }
}

function balanced({ from, quarterMs, byAsset }: SiteEnergies, ids: readonly string[]): Balanced[] {
  const count = byAsset.get(ids[0] ?? '')?.length ?? 0
  return Array.from({ length: count }, (_, i) => ({
    at: from + i * quarterMs,
    energies: ids.map((id) => byAsset.get(id)?.[i] ?? Number.NaN),
  })).filter(({ energies }) => energies.every((kWh) => !Number.isNaN(kWh)))
}

function busLimitPct(quarters: readonly Balanced[]): number {
  const count = quarters[0]?.energies.length ?? 0
  const gross = Array.from({ length: count }, (_, i) =>
    quarters.reduce((sum, { energies }) => sum + Math.abs(energies[i] ?? 0), 0),
  )
  const through = gross.reduce((sum, kWh) => sum + kWh, 0) / 2
  if (through <= 0) return ownClass.limitPct
  const squares = gross.reduce((sum, kWh) => sum + (ownClass.limitPct * kWh) ** 2, 0)
  return lossPct + Math.sqrt(squares) / through
}

/** The meter along with which the residual moves: the best of the regressions of the residual on each meter alone. */
function suspectOf(quarters: readonly Balanced[], ids: readonly string[]): Suspect | undefined {
  if (quarters.length < leastQuarters) return undefined
  const residuals = quarters.map(({ energies }) => energies.reduce((sum, kWh) => sum + kWh, 0))
  const found = ids.map((assetId, i) => {
    const { slope, explains } = regress(
      quarters.map(({ energies }) => energies[i] ?? 0),
      residuals,
    )
    // shown = true x (1 + e): the residual is e of what is true
    return { assetId, pct: (100 * slope) / (1 - slope), explains }
  })
  const best = found.reduce<Suspect | undefined>((a, b) => (a && a.explains >= b.explains ? a : b), undefined)
  if (!best || best.explains < leastExplained || Math.abs(best.pct) <= ownClass.limitPct) return undefined
  return best
}

function regress(x: readonly number[], y: readonly number[]): { slope: number; explains: number } {
  const [mx, my] = [mean(x), mean(y)]
  let [xx, xy, yy] = [0, 0, 0]
  x.forEach((value, i) => {
    const [dx, dy] = [value - mx, (y[i] ?? 0) - my]
    xx += dx * dx
    xy += dx * dy
    yy += dy * dy
  })
  return xx > 1e-9 && yy > 1e-9 ? { slope: xy / xx, explains: (xy * xy) / (xx * yy) } : { slope: 0, explains: 0 }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
