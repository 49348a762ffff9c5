// npm test: everything - types, lint, format, all vitest projects, the bundles, Playwright in Chromium and in Electron.
// Closes with one line `N passed, N failed[, N skipped]` summed over all runners.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { staleFiles } from './generate.ts'
import { forge, testContracts } from './solidity/forge.ts'

const reports = 'dist/test'
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const sum = { passed: 0, failed: 0, skipped: 0 }

for (const [name, command, ...args] of [
  ['types', 'tsc', '-b'],
  ['lint', 'oxlint', '--deny-warnings', '.'],
  ['format', 'oxfmt', '--check', '.'],
  ['nothing dead', 'knip'],
] as const)
  count(name, run(command, args))
count('format of contracts', forge(['fmt', '--check'], true).status === 0)
contracts()
count('generated files are current', staleFiles().length === 0)
vitest('fast')
vitest('slow')
const isBuilt = run(process.execPath, ['build/bundle.ts'])
count('bundles', isBuilt)
if (isBuilt) playwright()

console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`)
process.exit(sum.failed === 0 ? 0 : 1)

function run(command: string, args: readonly string[], env: Record<string, string> = {}): boolean {
  console.log(`\n> ${command.split('/').at(-1)} ${args.join(' ')}`)
  const options = { stdio: 'inherit', shell: process.platform === 'win32', env: { ...process.env, ...env } } as const
  return spawnSync(command, args, options).status === 0
}

function count(name: string, isPassed: boolean): void {
  sum[isPassed ? 'passed' : 'failed']++
  console.log(`${isPassed ? 'passed' : 'FAILED'}: ${name}`)
}

function contracts(): void {
  console.log('\n> forge test')
  const { passed, failed, skipped } = testContracts()
  console.log(`contracts: ${passed} passed, ${failed} failed`)
  add(passed, failed, skipped, failed === 0)
}

function vitest(project: string): void {
  const file = `${reports}/vitest-${project}.json`
  const own = ['--config', 'build/vitest.config.ts']
  const reporters = ['--reporter=default', '--reporter=json']
  const isGreen = run('vitest', ['run', ...own, '--project', project, ...reporters, `--outputFile.json=${file}`])
  if (!existsSync(file)) return count(`vitest ${project} ran`, false)
  const report = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>
  add(report.numPassedTests, report.numFailedTests, report.numPendingTests, isGreen)
}

function playwright(): void {
  const file = `${reports}/e2e.json`
  const isGreen = run('playwright', ['test', '--config', 'test/e2e/playwright.config.ts'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  })
  if (!existsSync(file)) return count('playwright ran', false)
  const { stats } = JSON.parse(readFileSync(file, 'utf8')) as { stats: Record<string, number> }
  add((stats.expected ?? 0) + (stats.flaky ?? 0), stats.unexpected, stats.skipped, isGreen)
}

/** Adds a runner's figures; a runner that failed without naming a failed test (a broken file, say) counts as one. */
function add(passed = 0, failed = 0, skipped = 0, isGreen: boolean): void {
  sum.passed += passed
  sum.failed += isGreen ? failed : Math.max(1, failed)
  sum.skipped += skipped
}
