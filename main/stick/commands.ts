import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { quarterOf, quarterStart } from '../../domain/metering/quarter.ts'
import type { MadeFile } from '../../domain/rpc/files.ts'
import type { BundleReport } from '../../domain/settlement/bundle.ts'
import type { Engine } from './engine.ts'

/** What a command did: lines for people, the same as a value, and whether all of it went well. */
export interface Outcome {
  isRight: boolean
  lines: string[]
  value: unknown
}

/** What is asked of `export`: quarters, or all that waits; sealed with everything for a receiver, or for posting alone. */
export interface ExportAsked {
  out: string
  span: { from: number; to: number } | undefined
  receiver: string | undefined
}

/** What waits for a stick. */
export async function status(engine: Engine): Promise<Outcome> {
  const { stick, receiver } = await engine.bundles.now()
  const { waiting, notExportedSince, lastExportAt, isLinked } = stick
  return {
    isRight: true,
    value: { ...stick, receiver },
    lines: [
      `link to the chain: ${isLinked ? 'yes' : 'no'}`,
      waiting
        ? `${waiting.batches} batches are not final, ${instant(quarterStart(waiting.fromQuarter))} to ${instant(quarterStart(waiting.toQuarter))}`
        : 'no batch waits',
      `on no stick since: ${notExportedSince === null ? 'nothing' : instant(notExportedSince)}`,
      `last export: ${lastExportAt === null ? 'never' : instant(lastExportAt)}`,
      `others seal for this station with ${receiver}`,
    ],
  }
}

/** Writes batches into a folder, in as many files as they need; never over a file that is there. */
export async function exportTo(engine: Engine, { out, span, receiver }: ExportAsked): Promise<Outcome> {
  const { waiting } = (await engine.bundles.now()).stick
  const { from, to } = span ?? { from: waiting?.fromQuarter ?? 0, to: waiting?.toQuarter ?? 0 }
  if (from >= to) return { isRight: true, lines: ['No batch waits: nothing was written.'], value: { files: [] } }
  const profile = receiver === undefined ? ('relay' as const) : ('full' as const)
  const files: string[] = []
  for (let after: number | undefined; ;) {
    const { file, next } = await engine.bundles.export({
      profile,
      from,
      to,
      ...(receiver !== undefined && { receiver }),
      ...(after !== undefined && { after }),
    })
    files.push(keep(out, file))
    if (next === null) break
    after = next
  }
  return { isRight: true, lines: files, value: { profile, from, to, files } }
}

/** Writes what the chain says of a site's batches, to go back on its stick. */
export async function receiptTo(engine: Engine, { out, site }: { out: string; site: number }): Promise<Outcome> {
  const file = keep(out, await engine.bundles.receipt({ site }))
  return { isRight: true, lines: [file], value: { files: [file] } }
}

/** Says of every entry of the files what would become of it; with a reason it takes what is new and right. */
export async function importFrom(
  engine: Engine,
  files: readonly string[],
  reason: string | undefined,
): Promise<Outcome> {
  const reports: { file: string; report: BundleReport }[] = []
  for (const path of files) {
    const file = { name: basename(path).slice(-200), base64: readFileSync(path).toString('base64') }
    const report = await (reason === undefined ? engine.bundles.check({ file }) : engine.bundles.take({ file, reason }))
    reports.push({ file: path, report })
  }
  return {
    isRight: reports.every(({ report }) => report.items.every(({ outcome }) => outcome !== 'refused')),
    value: reports,
    lines: reports.flatMap(linesOf),
  }
}

function linesOf({ file, report }: { file: string; report: BundleReport }): string[] {
  const { profile, bundle, place, madeAt, signer, isSignerKnown, items } = report
  const known = signerWords[String(isSignerKnown) as keyof typeof signerWords]
  const head = [
    `${file}: ${profile} bundle ${bundle} of site ${place.site}, made ${instant(madeAt)}`,
    `  signed by ${signer}, ${known}`,
  ]
  return head.concat(items.map(({ outcome, words }) => `  ${outcome.padEnd(7)} ${words}`))
}

const signerWords = {
  true: 'the key that the chain knows for that site',
  false: 'which is not the key that the chain knows for that site',
  null: 'which the chain can’t be asked about now',
} as const

/** Quarters of UTC days, the last one with all of it. */
export function spanOfDays(first: string, last: string): { from: number; to: number } {
  return { from: quarterOf(Date.parse(`${first}T00:00:00Z`)), to: quarterOf(Date.parse(`${last}T00:00:00Z`)) + 96 }
}

function keep(folder: string, { name, base64 }: MadeFile): string {
  const file = join(folder, name)
  writeFileSync(file, Buffer.from(base64, 'base64'), { flag: 'wx' })
  return file
}

function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`
}
