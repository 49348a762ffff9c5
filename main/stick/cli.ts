// Signed files for stations without a link, through a running engine; its link is printed by `npm run headless`, and another
// one after `kill -USR2 PID`:
//   npm run stick -- status --link URL
//   npm run stick -- export --link URL --out DIR [--from DAY --to DAY] [--receiver KEY]
//   npm run stick -- import FILE ... --link URL [--reason TEXT]      without a reason it only says what would happen
//   npm run stick -- receipt --site N --link URL --out DIR
import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { exportTo, importFrom, type Outcome, receiptTo, spanOfDays, status } from './commands.ts'
import { type Engine, openEngine } from './engine.ts'

const usage = `Usage: npm run stick -- COMMAND --link URL [--json]
  status                             what waits, and since when it is on no stick
  export --out DIR                   writes what waits for another station to post
    --from DAY --to DAY              these UTC days instead, such as 2026-03-01
    --receiver KEY                   with all statements, sealed for the station of that key
  import FILE ...                    says of every entry what would become of it
    --reason TEXT                    and takes what is new and right
  receipt --site N --out DIR         writes what the chain says of a site's batches
The link is the address that the engine printed, as long as no browser has opened it. The key must be unlocked to export.`
const exitCodes = { right: 0, refused: 1, wrongInput: 2 }

process.exitCode = await run(process.argv.slice(2))

async function run(args: string[]): Promise<number> {
  const asked = askedOf(args)
  if (typeof asked === 'string') {
    process.stderr.write(asked === '' ? `${usage}\n` : `${asked}\n\n${usage}\n`)
    return asked === '' ? exitCodes.right : exitCodes.wrongInput
  }
  try {
    const { engine, close } = await openEngine(asked.link)
    const { isRight, lines, value } = await asked.command(engine).finally(close)
    process.stdout.write(asked.isJson ? `${JSON.stringify(value)}\n` : `${lines.join('\n')}\n`)
    return isRight ? exitCodes.right : exitCodes.refused
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return exitCodes.refused
  }
}

interface Asked {
  link: string
  isJson: boolean
  command(engine: Engine): Promise<Outcome>
}

/** What the command line asks for; words where it can't be done. */
function askedOf(args: string[]): Asked | string {
  const text = { type: 'string' } as const
  const names = { link: text, out: text, from: text, to: text, receiver: text, reason: text, site: text } as const
  const flags = { json: { type: 'boolean' }, help: { type: 'boolean' } } as const
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { ...names, ...flags } })
    if (values.help) return ''
    if (!values.link || !URL.canParse(values.link)) return '--link: the address that the engine printed'
    const command = commandOf(positionals, values)
    return typeof command === 'string' ? command : { link: values.link, isJson: values.json === true, command }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

type Values = Partial<Record<'out' | 'from' | 'to' | 'receiver' | 'reason' | 'site', string | undefined>>

function commandOf([name, ...files]: string[], values: Values): Asked['command'] | string {
  if (name === 'status') return status
  if (name === 'import')
    return files.length === 0 ? 'import: name a file' : (engine) => importFrom(engine, files, values.reason)
  if (name !== 'export' && name !== 'receipt')
    return `a command: status, export, import or receipt, not "${name ?? ''}"`
  const out = values.out ?? ''
  if (!statSync(out, { throwIfNoEntry: false })?.isDirectory()) return `--out: a folder that is there, not "${out}"`
  if (name === 'receipt') {
    const site = Number(values.site)
    return Number.isInteger(site) && site > 0 ? (engine) => receiptTo(engine, { out, site }) : '--site: a number'
  }
  const span = spanOf(values)
  return typeof span === 'string' ? span : (engine) => exportTo(engine, { out, span, receiver: values.receiver })
}

function spanOf({ from, to }: Values): ReturnType<typeof spanOfDays> | undefined | string {
  if (from === undefined && to === undefined) return undefined
  const days = [from ?? '', to ?? '']
  if (days.some((day) => !/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day))))
    return '--from and --to: both days, such as 2026-03-01'
  return spanOfDays(days[0] ?? '', days[1] ?? '')
}
