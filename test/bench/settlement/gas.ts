import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { binary, root } from '../../../build/solidity/forge.ts'
import { atMost, type Figure } from '../figure.ts'

const recordsABatch = 1_000
/** The published gas a payee that batch payment is set against, and 5 % more. */
const mostAPayee = 1.05 * 9_152
/** Average of a claim that Uniswap publishes for its merkle-distributor. */
const mostAClaim = 78_598

/** Gas of whole transactions, measured now by running the contracts: posting, payout, claim; what else is measured is printed. */
export function gasFigures(): Figure[] {
  const gas = measured()
  for (const [name, value] of gas) console.log(`${name}: ${value} gas`)
  const perRecord = (name: string): number => need(gas, name) / recordsABatch
  return [
    printed('posting a record, very first batch of a lane', perRecord('settlement: postBatch, very first of a lane')),
    printed('posting a record, ring filling', perRecord('settlement: postBatch, ring filling')),
    atMost('posting a record, steady, 1,000 a batch', perRecord('settlement: postBatch, steady'), 'gas', 50),
    atMost('payout, each of 500 holders', need(gas, 'payout: push, each of 500 holders'), 'gas', mostAPayee),
    atMost(
      'claim, average of 256 new holders, tree of 1,024',
      need(gas, 'payout: claim of a new holder, average of a word, 1024 leaves'),
      'gas',
      mostAClaim,
    ),
  ]
}

/** A figure that has no target of its own. */
function printed(name: string, value: number): Figure {
  return { name, value, unit: 'gas', target: 'printed', ok: true }
}

/** Runs the gas tests and reads what they noted, not what is checked in. */
function measured(): Map<string, number> {
  const folder = mkdtempSync(join(tmpdir(), 'powerchain-gas-'))
  try {
    const { status, stdout } = spawnSync(binary('forge'), ['test', '--match-test', 'test_gas'], {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        FOUNDRY_DISABLE_NIGHTLY_WARNING: '1',
        FOUNDRY_SNAPSHOTS: folder,
        FORGE_SNAPSHOT_CHECK: 'false',
        FORGE_SNAPSHOT_EMIT: 'true',
      },
    })
    if (status !== 0) throw new Error(`the gas tests failed:\n${stdout}`)
    return new Map(
      globSync('*.json', { cwd: folder }).flatMap((file) => {
        const values = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>
        return Object.entries(values).map(([name, value]) => [`${basename(file, '.json')}: ${name}`, Number(value)])
      }),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function need(gas: Map<string, number>, name: string): number {
  const value = gas.get(name)
  if (value === undefined) throw new Error(`no gas test noted "${name}"`)
  return value
}
