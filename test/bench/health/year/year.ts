import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { loadDefinitions } from '../../../../devices/index.ts'
import { siteSchema } from '../../../../domain/site.ts'
import { dayMs } from '../../../../main/health/history.ts'
import { atLeast, atMost, type Figure } from '../../figure.ts'
import { live } from './live-year.ts'
import { drawFaults } from './planted-faults.ts'
import { scoreYear, type YearScore } from './score-year.ts'

/** Faults of a year, and the days before it in which health learns. */
const year = { faults: 20, days: 365, pastDays: 60 }
/** Not used while anything was chosen. */
const unseenSeed = 20_270_117

const siteFolder = join(import.meta.dirname, '../../../../devices/simulated')

/** The demonstration site through a year with planted faults, judged by the code that watches a real site. */
export async function livedYear(seed: number): Promise<YearScore> {
  const site = siteSchema.parse(parse(readFileSync(join(siteFolder, 'demo-site.yaml'), 'utf8')))
  const faults = drawFaults(site.assets, { count: year.faults, days: year.days, seed })
  const { pastDays, days } = year
  return scoreYear(await live({ site, siteFolder, definitions: loadDefinitions(), faults, pastDays, days, seed }))
}

/** Figures of a simulated year; `seed` says where, when and how fast twenty faults develop. */
export async function yearFigures(seed = unseenSeed): Promise<Figure[]> {
  const score = await livedYear(seed)
  print(seed, score)
  const perAsset = Map.groupBy(score.wrong, ({ assetId }) => assetId)
  const most = Math.max(0, ...[...perAsset.values()].map(({ length }) => length))
  const hits = score.faults.filter(({ hit }) => hit).length
  return [
    atLeast(`of ${score.faults.length} planted faults announced with the right cause`, hits, '', 18),
    atLeast('median lead', 100 * score.medianLead, '% of development', 50),
    atMost('false announcements, mean of all assets', score.wrong.length / assets, 'per asset and year', 1),
    atMost('false announcements, worst asset', most, 'a year', 1),
  ]
}

/** Assets of the demonstration site. */
const assets = 15

function print(seed: number, { faults, wrong, insideInterval }: YearScore): void {
  console.log(`\nA year of the demonstration site, seed ${seed}`)
  console.log('asset         failure              develops   lead   foreseen [90 %]            came after')
  for (const { truth, hit, lead } of faults) {
    const foreseen = hit
      ? `${hit.remaining.medianDays.toFixed(0)} d [${hit.remaining.p90Days.map((one) => one.toFixed(0)).join(' to ')}]`
      : 'not announced'
    console.log(
      `${truth.asset.padEnd(14)}${truth.mode.padEnd(21)}${days(truth.failsAt - truth.beginsAt).padStart(5)} d` +
        `${(100 * lead).toFixed(0).padStart(7)} %   ${foreseen.padEnd(27)}${hit ? `${days(truth.failsAt - hit.announcedAt)} d` : ''}`,
    )
  }
  for (const { assetId, mode, announcedAt } of wrong)
    console.log(`false: ${assetId} ${mode}, ${new Date(announcedAt).toISOString().slice(0, 10)}`)
  console.log(`inside the 90 % interval: ${(100 * insideInterval).toFixed(0)} %`)
}

function days(ms: number): string {
  return (ms / dayMs).toFixed(0)
}
