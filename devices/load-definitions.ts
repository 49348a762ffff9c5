import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type ConfigIssue, invalidConfig, PowerchainError } from '../domain/errors.ts'
import { type Definition, definitionSchema } from './definition.ts'
import { type Checked, readChecked } from './yaml/read.ts'

/** Definitions by id, e.g. `powerchain/mining-container`. */
export type Definitions = ReadonlyMap<string, Definition>

/** The device models that come with the product. */
export const builtInFolder = join(import.meta.dirname, 'definitions')

const maxDefinitionBytes = 200_000

/**
 * Loads every device model below the built-in folder and, where it exists, below a folder of the site's own. Files
 * that begin with `_` are blueprints to copy from and are left out.
 * @throws PowerchainError `Config.Invalid` with every fault of every file at once
 */
export function loadDefinitions(options: { builtIn?: string; extra?: string } = {}): Definitions {
  const { builtIn = builtInFolder, extra } = options
  const files = [
    ...definitionFiles(builtIn),
    ...(extra !== undefined && existsSync(extra) ? definitionFiles(extra) : []),
  ]
  const definitions = new Map<string, Definition>()
  const issues: ConfigIssue[] = []
  for (const file of files.filter((file) => !basename(file).startsWith('_'))) {
    const checked = attempt(file, issues)
    if (!checked) continue
    const { id } = checked.value
    if (definitions.has(id)) issues.push(checked.issueAt(['id'], `an id used once; "${id}" is there already`))
    else definitions.set(id, checked.value)
  }
  if (issues.length > 0) throw invalidConfig(issues)
  return definitions
}

/** One device model from its file. Errors as {@link readChecked}. */
export function readDefinition(file: string): Checked<Definition> {
  return readChecked({ file, schema: definitionSchema, maxBytes: maxDefinitionBytes })
}

/** All YAML files below a folder, blueprints too, sorted by path. */
export function definitionFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name))
}

function attempt(file: string, issues: ConfigIssue[]): Checked<Definition> | undefined {
  try {
    return readDefinition(file)
  } catch (error) {
    if (!(error instanceof PowerchainError) || error.code !== 'Config.Invalid') throw error
    issues.push(...(error.details['issues'] as ConfigIssue[]))
    return undefined
  }
}
