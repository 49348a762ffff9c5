// npm run generate: writes the files that are derived from code and checked in.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { schemas } from './generate-schemas.ts'

const folder = fileURLToPath(new URL('schemas', import.meta.url))

/** Generated files whose content on disk is not what the code says now. */
export function staleFiles(): string[] {
  return generated()
    .filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
    .map(({ path }) => path)
}

function generated(): { path: string; text: string }[] {
  return Object.entries(schemas()).map(([name, schema]) => ({
    path: join(folder, name),
    text: `${JSON.stringify(schema, null, 2)}\n`,
  }))
}

if (import.meta.main) {
  mkdirSync(folder, { recursive: true })
  for (const { path, text } of generated()) writeFileSync(path, text)
}
