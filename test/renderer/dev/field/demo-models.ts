import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import type { AssetKind } from '../../../../domain/asset.ts'
import type { FileFault, Model, Models, Reloaded } from '../../../../domain/rpc/field/field.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'

/** How a definition file says where one point lies; only what a made-up preview needs. */
export interface DemoPoint {
  table?: string
  register?: number
  node?: string
  type?: string
  order?: string
  scale?: number
  frame?: string
}

/** A definition file as it stands in the product. */
export interface DemoDefinition {
  id: string
  kind: AssetKind
  maker: string
  model: string
  source: string
  protocol: Model['protocol']
  points: Record<string, DemoPoint>
  setpoint?: object
}

const folder = resolve(import.meta.dirname, '../../../../devices/definitions')

/** The product's own definitions, read without the checks of the field side. */
export const demoDefinitions: readonly DemoDefinition[] = globSync('*/*.yaml', { cwd: folder })
  .toSorted()
  .map((file) => parse(readFileSync(join(folder, file), 'utf8')) as DemoDefinition)

const faults: FileFault[] = [
  {
    file: 'definitions/schneider-iem3155.yaml',
    line: 14,
    column: 23,
    field: 'points.activePowerKW.frame',
    expected: 'one of "load", "generator": whose sign the power has',
  },
]

/** The models a person can choose, one of them the site's own, and one file that cannot be read. */
export function createDemoModels(site: SiteDescription, now: () => number) {
  let readAt = now()
  const models: Model[] = demoDefinitions.map(({ id, kind, maker, model, protocol, source, points, setpoint }) => ({
    id,
    kind,
    maker,
    model: String(model),
    protocol,
    source: String(source),
    points: Object.keys(points),
    acceptsSetpoint: setpoint !== undefined,
    origin: id === 'siemens/pac2200' ? 'site' : 'product',
    usedBy: site.devices.filter((device) => device.definition === id).map((device) => device.id),
  }))
  return {
    list: (): Models => ({ models, faults, readAt }),
    reload(): Reloaded {
      readAt = now()
      return {
        added: [],
        changed: ['siemens/pac2200'],
        removed: [],
        reopened: ['grid-controller'],
        stillSimulated: [],
        faults,
      }
    },
  }
}
