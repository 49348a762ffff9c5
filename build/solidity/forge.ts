import { spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, where foundry.toml lies. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs forge (build and tests of contracts) and returns what it printed; with `isShown` it prints straight to the screen. */
export function forge(args: readonly string[], isShown = false): SpawnSyncReturns<string> {
  const stdio = isShown ? 'inherit' : ['ignore', 'pipe', 'inherit']
  return spawnSync(binary('forge'), args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: stdio as 'inherit',
    env: { ...process.env, FOUNDRY_DISABLE_NIGHTLY_WARNING: '1' },
  })
}

/**
 * Path of a Foundry program for this machine. The packages bring one for each platform and need no install script.
 * @throws Error in plain words where there is none
 */
export function binary(name: 'forge' | 'anvil'): string {
  const cpu = process.arch === 'x64' ? 'amd64' : process.arch
  const platform = `${process.platform}-${cpu}`
  const path = join(root, 'node_modules/@foundry-rs', `${name}-${platform}`, 'bin', name)
  if (existsSync(path)) return path
  throw new Error(
    `Contracts can't be built or tried on this machine: ${name} is not there for ${platform}. ` +
      `Use 64-bit Linux or macOS, and install the optional packages too (npm ci without --omit=optional).`,
  )
}

/** Outcome of all Solidity tests. */
export interface ForgeReport {
  passed: number
  failed: number
  skipped: number
}

/** Builds the contracts and runs their tests; failures are printed with their reason. */
export function testContracts(): ForgeReport {
  const sum: ForgeReport = { passed: 0, failed: 0, skipped: 0 }
  const { stdout, status } = forge(['test', '--json'])
  const report = parsed(stdout)
  for (const [suite, { test_results: results }] of Object.entries(report))
    for (const [name, { status: outcome, reason }] of Object.entries(results)) {
      if (outcome === 'Success') sum.passed++
      else if (outcome === 'Skipped') sum.skipped++
      else {
        sum.failed++
        console.error(`FAILED: ${suite} ${name}: ${reason ?? 'no reason given'}`)
      }
    }
  if (status !== 0 && sum.failed === 0) sum.failed = 1
  if (Object.keys(report).length === 0) console.error(stdout)
  return sum
}

type Suites = Record<string, { test_results: Record<string, { status: string; reason: string | null }> }>

function parsed(text: string): Suites {
  try {
    return JSON.parse(text) as Suites
  } catch {
    return {} // did not compile; the compiler's words were printed
  }
}
