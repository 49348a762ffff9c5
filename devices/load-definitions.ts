import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Clock } from '../domain/clock.ts'
import { type ConfigIssue, invalidConfig, PowerchainError } from '../domain/errors.ts'
import type { FileFault } from '../domain/rpc/field/field.ts'
import type { EpochMs } from '../domain/units.ts'
import { type Definition, definitionSchema } from './definition.ts'
import { type Checked, readChecked } from './yaml/read.ts'

/** Definitions by id, e.g. `powerchain/mining-container`. */
export type Definitions = ReadonlyMap<string, Definition>

/** All device models as they lie on the disk. */
export interface DefinitionsRead {
  definitions: Definitions
  /** Ids of the models from the site's own folder. */
  own: ReadonlySet<string>
  /** Ids of the product's models that a file of the site stands for instead: worth a warning, no fault. */
  replaced: readonly string[]
  /** What is wrong with files of the site's own folder; none of their models is among the definitions. */
  faults: readonly FileFault[]
  readAt: EpochMs
}

/** The device models that come with the product. */
export const builtInFolder = join(import.meta.dirname, 'definitions')

const maxDefinitionBytes = 200_000

/** The product's files do not change while it runs, and checking them takes a tenth of a second. */
const productModels = new Map<string, Definitions>()

/**
 * Loads every device model of the product and, where it exists, of a folder of the site's own, as
 * {@link readDefinitions} does.
 * @throws PowerchainError `Config.Invalid` with every fault of every file at once
 */
export function loadDefinitions(options: { builtIn?: string; extra?: string } = {}): Definitions {
  const { definitions, faults } = merged(options)
  if (faults.length > 0) throw invalidConfig(faults)
  return definitions
}

/**
 * Reads the device models of the product, and those of a folder of the site's own, again. A file of the site may stand
 * for one of the product by the same id, so that a technician can put right what a maker changed; two files of the
 * site may not share an id. Files that begin with `_` are blueprints to copy from and are left out.
 * @throws PowerchainError `Config.Invalid` for the product's own files only
 */
export function readDefinitions({ extra, clock }: { extra: string; clock: Clock }): DefinitionsRead {
  return { ...merged({ extra }), readAt: clock.now() }
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

interface FolderRead {
  definitions: Definitions
  faults: readonly ConfigIssue[]
}

function merged({ builtIn = builtInFolder, extra }: { builtIn?: string; extra?: string }) {
  const product = productDefinitions(builtIn)
  const site: FolderRead =
    extra !== undefined && existsSync(extra) ? readFolder(extra) : { definitions: new Map(), faults: [] }
  return {
    definitions: new Map([...product, ...site.definitions]),
    own: new Set(site.definitions.keys()),
    replaced: [...site.definitions.keys()].filter((id) => product.has(id)),
    faults: site.faults,
  }
}

function productDefinitions(folder: string): Definitions {
  const known = productModels.get(folder)
  if (known) return known
  const { definitions, faults } = readFolder(folder)
  if (faults.length > 0) throw invalidConfig(faults)
  productModels.set(folder, definitions)
  return definitions
}

function readFolder(folder: string): FolderRead {
  const definitions = new Map<string, Definition>()
  const faults: ConfigIssue[] = []
  for (const file of filesIn(folder, faults)) {
    const checked = attempt(file, faults)
    if (!checked) continue
    const { id } = checked.value
    if (definitions.has(id)) faults.push(checked.issueAt(['id'], `an id used once; "${id}" is there already`))
    else definitions.set(id, checked.value)
  }
  return { definitions, faults }
}

function filesIn(folder: string, faults: ConfigIssue[]): string[] {
  try {
    return definitionFiles(folder).filter((file) => !basename(file).startsWith('_'))
  } catch (error) {
    faults.push(unread(folder, `a readable folder (${(error as NodeJS.ErrnoException).code ?? String(error)})`))
    return []
  }
}

function attempt(file: string, faults: ConfigIssue[]): Checked<Definition> | undefined {
  try {
    return readDefinition(file)
  } catch (error) {
    if (!(error instanceof PowerchainError)) throw error
    const issues = error.details['issues'] as ConfigIssue[] | undefined
    faults.push(...(issues ?? [unread(file, 'a file that is there')]))
    return undefined
  }
}

function unread(file: string, expected: string): ConfigIssue {
  return { file, line: 0, column: 0, field: '', expected }
}
