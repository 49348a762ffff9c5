// npm run bench -- NAME [--json]: measures, prints a table, and with --json one JSON object as the last line.
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Figure } from './figure.ts'

const folder = new URL('.', import.meta.url)
const names = readdirSync(fileURLToPath(folder))
  .filter((f) => f.endsWith('.bench.ts'))
  .map((f) => f.replace('.bench.ts', ''))
const [name = '', ...options] = process.argv.slice(2)
if (!names.includes(name)) {
  console.error(`usage: npm run bench -- ${names.join('|')} [--json]`)
  process.exit(2)
}

const { measure } = (await import(new URL(`${name}.bench.ts`, folder).href)) as { measure: () => Promise<Figure[]> }
const figures = await measure()
for (const f of figures) console.log(`${f.ok ? 'ok  ' : 'MISS'} ${f.name}: ${f.value} ${f.unit} (target ${f.target})`)
const ok = figures.every((f) => f.ok)
if (options.includes('--json')) console.log(JSON.stringify({ bench: name, ok, figures }))
process.exit(ok ? 0 : 1)
