import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** A code file with what it imports: paths inside the project, package names, or `node:` names. */
export interface SourceFile {
  path: string
  lines: number
  imports: string[]
}

/** Every TypeScript file of the product and its tests, tracked or new, with its real imports (types included). */
export function sourceFiles(): SourceFile[] {
  const list = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', '*.ts', '*.tsx'], { cwd: root })
  return list
    .toString()
    .split('\n')
    .filter((path) => path !== '' && !path.endsWith('.d.ts'))
    .map(read)
    .filter((file) => file !== undefined)
}

function read(path: string): SourceFile | undefined {
  let text: string
  try {
    text = readFileSync(join(root, path), 'utf8')
  } catch {
    return undefined // deleted in the work tree, not yet in the index
  }
  const { module, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  const requests = [
    ...module.staticImports.map((i) => i.moduleRequest.value),
    ...module.staticExports.flatMap((e) => e.entries.flatMap((x) => x.moduleRequest?.value ?? [])),
    ...module.dynamicImports.map((i) =>
      text.slice(i.moduleRequest.start, i.moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
    ),
  ]
  const imports = [...new Set(requests)].map((r) => (r.startsWith('.') ? posix.join(posix.dirname(path), r) : r))
  return { path, lines: text.split('\n').length - 1, imports }
}
