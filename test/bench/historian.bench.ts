import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Figure } from './figure.ts'
import { ingest } from './historian/ingest.ts'
import { longSpans } from './historian/long-spans.ts'
import { oneDay } from './historian/one-day.ts'

/** Figures of the historian: speed and size of what is stored, speed of what is asked, beside others. */
export async function measure(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'historian-bench-'))
  try {
    return [...ingest(folder), ...(await oneDay(folder)), ...(await longSpans(folder))]
  } finally {
    rmSync(folder, { recursive: true })
  }
}
