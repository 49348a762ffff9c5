import type { z } from 'zod'
import type { AssetKind } from '../../domain/asset.ts'
import { type ConfigIssue, invalidConfig } from '../../domain/errors.ts'
import { type DeviceConfig, type SiteConfig, siteSchema } from '../../domain/site.ts'
import { withConsumersFile } from './consumers-file.ts'

/** What the field side lends for reading a site file: its YAML reader and what it knows of device models. */
export interface FieldKnowledge {
  /** Reads and checks a YAML file; names faults with file, line and column. */
  read<S extends z.ZodType>(options: {
    file: string
    schema: S
    maxBytes?: number
  }): { value: z.output<S>; issueAt(path: readonly (string | number)[], expected: string): ConfigIssue }
  /** Kind of asset a device model is made for; `undefined` for an unknown model. */
  kindOf(definition: string): AssetKind | undefined
  /** What keeps a device of the site file from being opened. */
  faultsOf(config: DeviceConfig): readonly { field: string; expected: string }[]
}

/** A site of a thousand assets needs less. */
const maxSiteBytes = 1_000_000

/**
 * Reads a site file and checks it against itself and against the known device models.
 * @throws PowerchainError `Config.NotFound`; `Config.Invalid` with every fault at once
 */
export function loadSite({ file, field }: { file: string; field: FieldKnowledge }): SiteConfig {
  const { value: site, issueAt } = field.read({ file, schema: siteSchema, maxBytes: maxSiteBytes })
  const issues = site.devices.flatMap((device, i) =>
    field.faultsOf(device).map((fault) => issueAt(['devices', i, fault.field], fault.expected)),
  )
  const spokenFor = new Map<string, string>()
  site.assets.forEach((asset, i) => {
    const definition = site.devices.find((d) => d.id === asset.device)?.definition ?? ''
    const kind = field.kindOf(definition)
    if (kind !== undefined && kind !== asset.kind)
      issues.push(
        issueAt(
          ['assets', i, 'device'],
          `a device of kind ${asset.kind}; "${asset.device}" is a ${definition} (${kind})`,
        ),
      )
    const other = spokenFor.get(asset.device)
    if (other !== undefined)
      issues.push(
        issueAt(['assets', i, 'device'], `a device of its own; "${asset.device}" speaks for ${other} already`),
      )
    spokenFor.set(asset.device, asset.id)
  })
  if (issues.length > 0) throw invalidConfig(issues)
  return site.retail ? { ...site, retail: withConsumersFile(site.retail, file) } : site
}
