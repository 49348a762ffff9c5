import { openStation, type StationSetup } from './station.ts'

/*
 * A station in a process of its own, which can be killed in the middle of anything. It is told what to do over the channel of
 * `fork`, one thing after another, and answers when it is done.
 */

const station = openStation(JSON.parse(process.argv[2] ?? '{}') as StationSetup)

process.on('message', ({ n, name, args }: { n: number; name: 'turn'; args: [number] }) => {
  station[name](...args).then(
    (answer: unknown) => process.send?.({ n, answer }),
    (error: unknown) => process.send?.({ n, error: String(error) }),
  )
})
process.send?.({ n: 0 })
