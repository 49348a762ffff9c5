import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A rule that comes with the product. */
export interface StarterRule {
  /** Stays the same from release to release: kind of asset and title. */
  id: string
  text: string
}

// sources have the rules here; the bundle has them beside the engine
const bundled = fileURLToPath(new URL('rules-library', import.meta.url))
const folder = existsSync(bundled) ? bundled : fileURLToPath(new URL('.', import.meta.url))

/** Reads the starter rules: one file for each kind of asset, rules one after another. */
export function readLibrary(): StarterRule[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.rules'))
    .toSorted()
    .flatMap((name) => rulesOf(name.replace('.rules', ''), readFileSync(join(folder, name), 'utf8')))
}

/** Cuts a file at the lines that begin a rule; what stands before the first one is about the file. */
function rulesOf(kind: string, text: string): StarterRule[] {
  return text
    .split(/^(?=rule ")/m)
    .filter((part) => part.startsWith('rule "'))
    .map((part) => ({ id: `${kind}-${slugOf(/^rule "([^"]*)"/.exec(part)?.[1] ?? '')}`, text: part.trim() }))
}

/** A title as an id: lower-case words joined by "-". */
export function slugOf(title: string): string {
  return (
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 60) || 'rule'
  )
}
