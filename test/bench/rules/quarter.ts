import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { longRun } from '../../../devices/simulated/long/long-run.ts'
import { loadDefinitions } from '../../../devices/load-definitions.ts'
import type { FailureModeName } from '../../../domain/health/failure-modes.ts'
import { siteSchema } from '../../../domain/site.ts'
import { readLibrary } from '../../../main/health/rules/library/read-library.ts'
import { demoSite } from '../../main/health/rules/library/demo-site.ts'
import { rulesOver } from '../../main/health/rules/play.ts'

const stepMin = 10
const days = 90

/**
 * What the starter rules fire on in a simulated quarter of the demonstration site, as "asset failure" (a breach as "asset
 * rule"): nothing is learned, so conditions on models stay unknown. Failures begin on the 15th day and take 70.
 */
export function playedQuarter(planted: readonly { asset: string; mode: FailureModeName }[]): Set<string> {
  const site = siteSchema.parse(parse(readFileSync('devices/simulated/demo-site.yaml', 'utf8')))
  const run = longRun({
    site,
    definitions: loadDefinitions(),
    siteFolder: 'devices/simulated',
    from: Date.UTC(2025, 4, 1),
    days,
    stepMinutes: stepMin,
    wear: planted.map(({ asset, mode }) => ({ asset, mode, startsAt: 15, developsOver: 70 })),
  })
  const places = new Map(run.columns.map(({ assetId, point }, i) => [`${assetId} ${point}`, i]))
  const library = readLibrary()
  const modes = new Map(library.map(({ id, text }) => [id, /^then forecast (\w+)/m.exec(text)?.[1]]))
  const evaluator = rulesOver(library, { vocabulary: demoSite, stepMin })
  const found = new Set<string>()
  for (const { at, values } of run.rows()) {
    const events = evaluator.scan(at, (assetId, point) => {
      const value = values[places.get(`${assetId} ${point}`) ?? -1]
      return value === undefined || Number.isNaN(value) ? undefined : value
    })
    for (const { ruleId, assetId } of events) {
      const mode = modes.get(ruleId)
      // a limit that is passed by what was planted is no second failure
      if (mode !== undefined || planted.length === 0) found.add(`${assetId} ${mode ?? ruleId}`)
    }
  }
  return found
}
