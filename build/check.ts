// npm run check: types, lint, format, generated files, architecture and fast tests. Under two minutes.
import { execFileSync, spawnSync } from 'node:child_process'
import { staleFiles } from './generate.ts'
import { forge, testContracts } from './solidity/forge.ts'

const steps: [name: string, command: string, ...args: string[]][] = [
  ['types', 'tsc', '-b'],
  ['lint', 'oxlint', '--deny-warnings', '.'],
  ['format', 'oxfmt', '--check', '.'],
  ['nothing dead', 'knip'],
  ['fast tests', 'vitest', 'run', '--config', 'build/vitest.config.ts', '--project', 'fast', '--reporter=dot'],
]

for (const [name, command, ...args] of steps) {
  const start = performance.now()
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) {
    console.error(`check: ${name} failed`)
    process.exit(1)
  }
  console.log(`check: ${name} ok, ${((performance.now() - start) / 1000).toFixed(1)} s`)
}

const start = performance.now()
if (forge(['fmt', '--check'], true).status !== 0) {
  console.error('check: format of contracts failed, run npm run format')
  process.exit(1)
}
const contracts = testContracts()
if (contracts.failed > 0) {
  console.error(`check: ${contracts.failed} tests of contracts failed`)
  process.exit(1)
}
console.log(`check: contracts ok, ${contracts.passed} tests, ${((performance.now() - start) / 1000).toFixed(1)} s`)

const stale = staleFiles()
if (stale.length > 0) {
  console.error(`check: generated files are out of date, run npm run generate: ${stale.join(', ')}`)
  process.exit(1)
}
const dirty = execFileSync('git', ['diff', '--check'], { encoding: 'utf8' })
if (dirty !== '') console.error(dirty)
console.log('check: all good')
