import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { loadDefinitions } from '../../../../../devices/load-definitions.ts'
import { siteSchema } from '../../../../../domain/site.ts'
import type { Vocabulary } from '../../../../../main/health/rules/language/names.ts'

const site = siteSchema.parse(parse(readFileSync('devices/simulated/demo-site.yaml', 'utf8')))
const definitions = loadDefinitions()

/** The demonstration site with the points that its devices deliver. */
export const demoSite: Vocabulary = {
  assets: site.assets,
  connection: site.connection,
  points: site.assets.flatMap(({ id, device }) => {
    const definition = definitions.get(site.devices.find((one) => one.id === device)?.definition ?? '')
    return Object.keys(definition?.points ?? {}).map((point) => ({ assetId: id, point: point as never }))
  }),
}
