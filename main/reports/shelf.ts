import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PowerchainError } from '../../domain/errors.ts'
import type { MadeFile } from '../../domain/rpc/files.ts'
import type { KeptReport, ReportFormat } from '../../domain/rpc/reports.ts'

/** A report with its files, before it is kept. */
export interface NewReport extends Omit<KeptReport, 'id' | 'files'> {
  /** Day the period begins with. */
  day: string
  files: readonly { format: ReportFormat; file: MadeFile }[]
}

/** Where reports are kept: a folder a year, and an index beside them. Errors: `Store.Failed`. */
export interface Shelf {
  /** The newest first. */
  list(): Promise<KeptReport[]>
  keep(report: NewReport): Promise<KeptReport>
  /** @throws PowerchainError `Config.NotFound` */
  read(id: string, format: ReportFormat): Promise<MadeFile>
  /** @throws PowerchainError `Config.NotFound` */
  remove(id: string): Promise<KeptReport>
}

const mediaTypes: Record<ReportFormat, string> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The reports kept in a folder. Acts follow one another, so that the index is never written by two at once. */
export function createShelf(folder: string): Shelf {
  const index = join(folder, 'index.json')
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act).catch((error: unknown) => {
      throw storeError(error)
    })
    last = turn.catch(() => {})
    return turn
  }
  const list = (): Promise<KeptReport[]> => readIndex(index)
  const found = async (id: string): Promise<KeptReport> => {
    const report = (await list()).find((one) => one.id === id)
    if (!report) throw new PowerchainError('Config.NotFound', 'This report is not kept any more.')
    return report
  }
  return {
    list: () => inTurn(list),
    keep: (report) =>
      inTurn(async () => {
        const kept = await writeFiles(folder, report)
        await writeWhole(index, JSON.stringify([kept, ...(await list())], null, 1))
        return kept
      }),
    read: (id, format) =>
      inTurn(async () => {
        const file = (await found(id)).files.find((one) => one.format === format)
        if (!file) throw new PowerchainError('Config.NotFound', `This report was not made as ${format.toUpperCase()}.`)
        const contents = await readFile(join(folder, yearOf(file.name), file.name))
        return { name: file.name, mediaType: mediaTypes[format], base64: contents.toString('base64') }
      }),
    remove: (id) =>
      inTurn(async () => {
        const report = await found(id)
        await writeWhole(
          index,
          JSON.stringify(
            (await list()).filter((one) => one.id !== id),
            null,
            1,
          ),
        )
        for (const { name } of report.files) await rm(join(folder, yearOf(name), name), { force: true })
        return report
      }),
  }
}

async function readIndex(file: string): Promise<KeptReport[]> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as KeptReport[]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Files are called after template and first day; made again, with a number. */
async function writeFiles(folder: string, { day, files, ...report }: NewReport): Promise<KeptReport> {
  const year = join(folder, day.slice(0, 4))
  await mkdir(year, { recursive: true })
  const plain = `${report.template}-${day}`
  let name = plain
  for (let n = 2; await isTaken(year, name); n++) name = `${plain}_${n}`
  const written: KeptReport['files'] = []
  for (const { format, file } of files) {
    const contents = Buffer.from(file.base64, 'base64')
    await writeWhole(join(year, `${name}.${format}`), contents)
    written.push({ format, name: `${name}.${format}`, bytes: contents.length })
  }
  return { id: name, ...report, files: written }
}

async function isTaken(folder: string, name: string): Promise<boolean> {
  const isThere = (format: string) =>
    stat(join(folder, `${name}.${format}`)).then(
      () => true,
      () => false,
    )
  return (await isThere('pdf')) || (await isThere('xlsx'))
}

/** Year of the first day in the name of a file: `daily-2024-06-12.pdf`. */
function yearOf(name: string): string {
  return /-(\d{4})-\d\d-\d\d(_\d+)?\.[a-z]+$/.exec(name)?.[1] ?? ''
}

/** As a whole or not at all, whenever the machine stops. */
async function writeWhole(file: string, contents: string | Buffer): Promise<void> {
  await writeFile(`${file}.new`, contents, { flush: true })
  await rename(`${file}.new`, file)
}

function storeError(error: unknown): Error {
  if (error instanceof PowerchainError) return error
  return new PowerchainError('Store.Failed', `The folder of the reports fails: ${String(error)}`, { cause: error })
}
