import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { type ConfigIssue, PowerchainError } from '../../../domain/errors.ts'
import { reportPeriods } from '../../../domain/rpc/reports.ts'
import { type Template, templateSchema } from './template.ts'

/** Reads and checks a YAML file; names faults with file, line and field. */
export type ReadYaml = <S extends z.ZodType>(options: {
  file: string
  schema: S
  maxBytes?: number
}) => {
  value: z.output<S>
}

/** What was found in the template folders. */
export interface ReadTemplates {
  templates: Template[]
  faults: ConfigIssue[]
}

const maxTemplateBytes = 50_000

/**
 * The templates of the product and those of the site, which stand for one of the product of the same name. Read each
 * time they are asked for: a new file needs no restart. One with a fault does not keep the others away.
 */
export async function readTemplates({ folder, read }: { folder: string; read: ReadYaml }): Promise<ReadTemplates> {
  const found = new Map<string, Template>()
  const faults: ConfigIssue[] = []
  for (const file of [...(await yamlFiles(productFolder())), ...(await yamlFiles(folder))]) {
    const id = basename(file, '.yaml')
    try {
      const { value } = read({ file, schema: templateSchema, maxBytes: maxTemplateBytes })
      found.set(id, { ...value, id, isOwn: file.startsWith(folder) })
    } catch (error) {
      if (!(error instanceof PowerchainError)) throw error
      faults.push(...((error.details['issues'] as ConfigIssue[] | undefined) ?? [issueOf(file, error.message)]))
    }
  }
  return { templates: [...found.values()].sort((a, b) => placeOf(a) - placeOf(b)), faults }
}

/** Shorter periods come first. */
function placeOf({ period }: Template): number {
  return reportPeriods.indexOf(period)
}

function issueOf(file: string, expected: string): ConfigIssue {
  return { file, line: 0, column: 0, field: '', expected }
}

async function yamlFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => /^[a-z0-9]+(-[a-z0-9]+)*\.yaml$/.test(name))
    .toSorted()
    .map((name) => join(folder, name))
}

/** Sources have them beside this file; the bundle has them beside the engine. */
function productFolder(): string {
  const bundled = fileURLToPath(new URL('report-templates', import.meta.url))
  return existsSync(bundled) ? bundled : fileURLToPath(new URL('.', import.meta.url))
}
