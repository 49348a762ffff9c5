// node build/run.mjs build/solidity/coverage.ts: runs all tests of contracts on code that counts, prints which lines and branches of
// our sources they reach, and fails below 98 %. Takes a quarter of an hour: everything is compiled twice.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { binary, forge, root } from './forge.ts'

const leastPct = 98
const report = 'dist/solidity/coverage/lcov.info'

/** What tests reached in one source file. */
interface Reached {
  path: string
  lines: [reached: number, all: number]
  branches: [reached: number, all: number]
  /** Lines that no test reached. */
  missed: number[]
}

/** What a report in lcov's format says of our own contracts. */
export function reachedBy(lcov: string): Reached[] {
  return lcov
    .split('end_of_record')
    .map(reachedIn)
    .filter(({ path, lines }) => path.startsWith('contracts/') && lines[1] > 0)
    .toSorted((a, b) => a.path.localeCompare(b.path))
}

/** Part of all lines or branches that tests reached, percent; 100 of none. */
export function sharePct(files: readonly Reached[], kind: 'lines' | 'branches'): number {
  const sum = (at: 0 | 1): number => files.reduce((total, file) => total + file[kind][at], 0)
  return sum(1) === 0 ? 100 : (100 * sum(0)) / sum(1)
}

function reachedIn(record: string): Reached {
  const rows = record.split('\n')
  const of = (name: string): string[][] =>
    rows.filter((row) => row.startsWith(`${name}:`)).map((row) => row.slice(name.length + 1).split(','))
  const lines = of('DA')
  const branches = of('BRDA')
  return {
    path: of('SF')[0]?.[0] ?? '',
    lines: [lines.filter(hit).length, lines.length],
    branches: [branches.filter(hit).length, branches.length],
    missed: lines.filter((row) => !hit(row)).map(([line]) => Number(line)),
  }
}

/** Whether the row's count, its last value, is above 0; `-` was never evaluated. */
function hit(row: readonly string[]): boolean {
  return Number(row.at(-1)) > 0
}

function measure(): string {
  // the matrix of roles reads what each contract has to offer from the ordinary build
  if (forge(['build', '--skip', 'test'], true).status !== 0) throw new Error('the contracts do not compile')
  mkdirSync(join(root, 'dist/solidity/coverage'), { recursive: true })
  // Unoptimised code costs other gas: what gas tests hold is not asked here.
  const asked = ['coverage', '--ir-minimum', '--no-match-test', 'test_gas', '--report', 'lcov', '--report-file', report]
  const { status } = spawnSync(binary('forge'), asked, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      FOUNDRY_PROFILE: 'coverage',
      FORGE_SNAPSHOT_CHECK: 'false',
      FOUNDRY_DISABLE_NIGHTLY_WARNING: '1',
    },
  })
  if (status !== 0) throw new Error('tests of contracts failed on the code that counts')
  return readFileSync(join(root, report), 'utf8')
}

if (import.meta.main) {
  const files = reachedBy(measure())
  for (const { path, lines, branches, missed } of files)
    console.log(
      `${path}: lines ${lines.join('/')}, branches ${branches.join('/')}${missed.length > 0 ? `, missed ${missed.join(' ')}` : ''}`,
    )
  const [linesPct, branchesPct] = [sharePct(files, 'lines'), sharePct(files, 'branches')]
  console.log(`all: lines ${linesPct.toFixed(2)} %, branches ${branchesPct.toFixed(2)} % (least ${leastPct} %)`)
  process.exit(linesPct >= leastPct && branchesPct >= leastPct ? 0 : 1)
}
