import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { ChaosRun } from '../main/settlement/chaos/chaos.ts'
import { atLeast, atMost, type Figure } from './figure.ts'

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    json: { type: 'boolean' },
    seeds: { type: 'string', default: '40' },
    lanes: { type: 'string', default: '2' },
    minutes: { type: 'string', default: '60' },
  },
})

/**
 * Stations post batches and pay lists on real nodes with the real contracts while everything goes wrong, by seeds 1 to
 * `--seeds`, on `--lanes` nodes at once, for `--minutes` at most.
 */
export async function measure(): Promise<Figure[]> {
  const [seeds, lanes, minutes] = [Number(values.seeds), Number(values.lanes), Number(values.minutes)]
  const began = performance.now()
  const each = Array.from({ length: lanes }, (_, i) => lane(i + 1, { step: lanes, last: seeds, minutes }))
  const runs = (await Promise.all(each)).flat()
  const sum = (pick: (run: ChaosRun) => number) => runs.reduce((all, run) => all + pick(run), 0)
  for (const { seed, faults } of runs) for (const fault of faults) console.log(`seed ${seed}: ${fault}`)
  const tookS = Math.round((performance.now() - began) / 1_000)
  console.log(
    `${runs.length} seeds in ${tookS} s: ${sum(({ batches }) => batches)} batches, ${sum(({ ends }) => ends)} ends of the station, ` +
      `${sum(({ kills }) => kills)} of them a process killed, ${sum(({ reorganised }) => reorganised)} blocks taken back, ` +
      `${sum(({ daysOffline }) => daysOffline)} days without a node`,
  )
  return [
    atLeast('seeds run to their end', runs.length, '', seeds),
    atMost(
      'seeds with a batch twice or missing, or a unit astray',
      runs.filter(({ faults }) => faults.length > 0).length,
      '',
      0,
    ),
  ]
}

type Told = ChaosRun & { seed: number }

function lane(
  first: number,
  { step, last, minutes }: { step: number; last: number; minutes: number },
): Promise<Told[]> {
  const file = fileURLToPath(new URL('chaos/lane.ts', import.meta.url))
  const child = fork(file, [first, step, last].map(String))
  const runs: Told[] = []
  child.on('message', (told: Told) => {
    runs.push(told)
    if (runs.length % 50 === 0) console.log(`lane ${first}: ${runs.length} seeds`)
  })
  const timer = setTimeout(() => child.send('end'), minutes * 60_000)
  return new Promise((resolve) => {
    child.once('exit', () => {
      clearTimeout(timer)
      resolve(runs)
    })
  })
}
