import type { AssetOf } from '../../../domain/asset.ts'
import type { ReportCell } from '../../../domain/rpc/reports.ts'
import { quarterMs } from '../calendar.ts'
import { energyWithin } from '../measure/energy.ts'
import { walk } from '../measure/walk.ts'
import { assetsOf, column, elapsedMs, pctOf, type SectionBody, type SectionNeeds, sumOf, table } from './section.ts'

/** Within which either all was mining or none of it. */
const isEven = ({ min, max }: { min: number; max: number }): boolean => min > 0 || max <= 0

/** A quarter of an hour counts for J/TH when power and hashrate were both known for this share of it. */
const leastKnown = 0.99
const joulePerKWh = 3_600_000

/** Hours of mining, hashes delivered, energy and efficiency of each container. */
export async function miningSection(needs: SectionNeeds): Promise<SectionBody> {
  const containers = assetsOf(needs, ['container'])
  const rows: ReportCell[][] = []
  for (const container of containers) rows.push(await row(needs, container))
  const numbers = (i: number) => rows.map((row) => (typeof row[i] === 'number' ? row[i] : null))
  const fewest = Math.max(...rows.map((row) => Number(row[2] ?? 0)), 0) < 1_000 ? 3 : 0
  const heads = [
    column('Container'),
    column('Mining', 'h', 2),
    column('Delivered', 'TH', fewest),
    column('On average', 'TH/s', fewest),
    column('Energy', 'kWh', 1),
    column('Efficiency', 'J/TH', 2),
    column('Share known', '%', 2),
  ]
  const sums = ['Sum', sumOf(numbers(1)), sumOf(numbers(2)), null, sumOf(numbers(4)), null, null]
  return {
    notes: [
      'Delivered is the integral of the hashrate; mining is the time in which it was above 0; the average is over the time known.',
      'J/TH counts quarters of an hour in which both power and hashrate were known.',
    ],
    charts: [],
    tables: [table('Containers', heads, rows, rows.length > 1 ? sums : undefined)],
  }
}

async function row(needs: SectionNeeds, container: AssetOf<'container'>): Promise<ReportCell[]> {
  const { measured, data, period } = needs
  let [miningMs, terahashes, knownMs] = [0, 0, 0]
  await walk(data, measured.stretch(container, 'hashrateTHs'), isEven, ({ mean, usableMs }) => {
    knownMs += usableMs
    if (mean <= 0) return
    miningMs += usableMs
    terahashes += (mean * usableMs) / 1_000
  })
  const { outKWh, coveredMs } = energyWithin(await measured.energy(container), period)
  const isKnown = knownMs > 0
  return [
    container.name,
    isKnown ? miningMs / 3_600_000 : null,
    isKnown ? terahashes : null,
    isKnown ? terahashes / (knownMs / 1_000) : null,
    coveredMs > 0 ? outKWh : null,
    await joulePerTerahash(needs, container),
    pctOf(knownMs, elapsedMs(needs)),
  ]
}

async function joulePerTerahash({ measured }: SectionNeeds, container: AssetOf<'container'>): Promise<number | null> {
  const energy = await measured.energy(container)
  const hashrate = await measured.quarters(container, 'hashrateTHs')
  let [joule, terahashes] = [0, 0]
  hashrate.usableMs.forEach((ms, i) => {
    const leastMs = quarterMs * leastKnown
    if (ms < leastMs || (energy.coveredMs[i] ?? 0) < leastMs) return
    joule += (energy.outKWh[i] ?? 0) * joulePerKWh
    terahashes += ((hashrate.mean[i] ?? 0) * ms) / 1_000
  })
  return terahashes > 0 ? joule / terahashes : null
}
