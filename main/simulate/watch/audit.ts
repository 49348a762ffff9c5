import type { World } from '../world.ts'
import { createFindings, type Invariant } from './watch.ts'

/** The chain of the audit trail, walked from its first row to its last. */
export async function watchAudit({ audit, clock }: Pick<World, 'audit' | 'clock'>): Promise<Invariant> {
  const findings = createFindings('audit chain unbroken')
  const state: { found?: Awaited<ReturnType<typeof audit.verify>> } = {}
  const walk = audit.verify().then((result) => (state.found = result))
  // it waits on the clock between its slices
  while (state.found === undefined) await clock.run(1)
  const found = await walk
  findings.checked()
  if (found.brokenAt !== null) findings.breach(clock.now(), `broken at row ${found.brokenAt}`)
  return findings.result(`${found.rows} rows`)
}
