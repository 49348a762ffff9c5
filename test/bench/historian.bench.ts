import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killAndLook } from '../main/historian/kill/rounds.ts'
import { atMost, type Figure } from './figure.ts'
import { ingest } from './historian/ingest.ts'
import { jitter } from './historian/jitter.ts'
import { longSpans, yearStart } from './historian/long-spans.ts'
import { oneDay } from './historian/one-day.ts'

/** Figures of the historian beside others: speed and size, who waits for it, what is lost. */
export async function measure(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'historian-bench-'))
  try {
    const speed = [...ingest(folder), ...(await oneDay(folder)), ...(await longSpans(folder))]
    const lateness = await jitter(folder, join(folder, 'year.db'), yearStart)
    const { lost, faults, scans } = await killAndLook(50)
    console.log(`  50 kills: ${scans} scans acknowledged, lost=${lost}${faults.map((fault) => `, ${fault}`).join('')}`)
    return [...speed, ...lateness, atMost('acknowledged and lost in 50 kills', lost + faults.length, 'samples', 0)]
  } finally {
    rmSync(folder, { recursive: true })
  }
}
