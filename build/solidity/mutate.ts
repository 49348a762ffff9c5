// node build/run.mjs build/solidity/mutate.ts [maths|book] [EVERY]: changes one place of the settlement's arithmetic at a time and runs
// its tests. A change that no test notices survives and is printed. `maths` (the default) takes minutes, `book` an hour; EVERY = 10
// tries each tenth. Ends with 1 when something survives that `equivalents.json` does not explain.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { binary, root } from './forge.ts'
import { type Mutant, mutantsOf } from './mutants.ts'

/** What is changed, and the tests that have to notice. */
interface Campaign {
  sources: readonly string[]
  /** Folders of the project that the tests need. */
  parts: readonly string[]
  tests: string
}

const campaigns: Readonly<Record<string, Campaign>> = {
  maths: {
    sources: ['contracts/maths/Reward.sol', 'contracts/maths/LargestRemainder.sol', 'contracts/maths/Trees.sol'],
    parts: [
      'contracts/maths',
      'contracts/types',
      'test/contracts/maths',
      'test/contracts/types',
      'test/contracts/base',
    ],
    tests: 'test/contracts/{maths,types}/*',
  },
  book: {
    sources: [
      'contracts/settlement/AgreementBook.sol',
      'contracts/settlement/Rulings.sol',
      'contracts/dispute/Claims.sol',
    ],
    parts: ['contracts', 'test/contracts'],
    tests: 'test/contracts/{settlement,dispute}/*',
  },
}

/** Tries every `every`-th mutant of a campaign; returns those that no test noticed, as `path:line from -> to`. */
function survivors(name: string, every = 1): { tried: number; survived: string[] } {
  const campaign = campaigns[name]
  if (!campaign) throw new RangeError(`no campaign ${name}: ${Object.keys(campaigns).join(', ')}`)
  const place = prepared(campaign)
  const survived: string[] = []
  let tried = 0
  try {
    if (!passes(place, campaign)) throw new Error('the tests fail without any change')
    for (const path of campaign.sources) {
      const source = readFileSync(join(root, path), 'utf8')
      for (const mutant of mutantsOf(source).filter((_, i) => i % every === 0)) {
        tried += 1
        writeFileSync(join(place, path), mutant.text)
        if (passes(place, campaign)) survived.push(nameOf(path, source, mutant))
      }
      writeFileSync(join(place, path), source)
    }
  } finally {
    rmSync(place, { recursive: true })
  }
  return { tried, survived }
}

/** A copy of what the tests need, with a compiler's cache of its own. */
function prepared({ parts }: Campaign): string {
  const place = mkdtempSync(join(tmpdir(), 'powerchain-mutants-'))
  for (const part of [...parts, 'foundry.toml', 'build/solidity/solc.mjs', 'package.json'])
    cpSync(join(root, part), join(place, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'))
  return place
}

/** Whether all tests pass; a change that doesn't compile or never ends counts as noticed. */
function passes(place: string, { tests }: Campaign): boolean {
  const asked = ['test', '--match-path', tests, '--no-match-test', 'test_gas', '--fail-fast']
  const env = { ...process.env, FOUNDRY_DISABLE_NIGHTLY_WARNING: '1', FOUNDRY_FUZZ_RUNS: '24' }
  return spawnSync(binary('forge'), asked, { cwd: place, stdio: 'ignore', timeout: 300_000, env }).status === 0
}

/** Where and what was changed: stable while the line's code stays the same. */
function nameOf(path: string, source: string, { line, from, to }: Mutant): string {
  return `${path}: ${source.split('\n')[line - 1]?.trim()} | ${from.trim()} -> ${to.trim()}`
}

if (import.meta.main) {
  const { tried, survived } = survivors(process.argv[2] ?? 'maths', Number(process.argv[3] ?? 1))
  const explained = JSON.parse(readFileSync(new URL('equivalents.json', import.meta.url), 'utf8')) as Record<
    string,
    string
  >
  for (const name of survived) console.log(`survived: ${name}${name in explained ? ` (${explained[name]})` : ''}`)
  const open = survived.filter((name) => !(name in explained)).length
  console.log(
    `${tried} changes, ${tried - survived.length} noticed, ${survived.length - open} without effect, ${open} survived`,
  )
  process.exit(open === 0 ? 0 : 1)
}
