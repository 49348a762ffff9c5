import { existsSync, readFileSync } from 'node:fs'
import { PowerchainError } from '../../../domain/errors.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import { appendToDisk } from './append-to-disk.ts'

/** What is to be signed, and what it speaks about. */
export interface ToSign {
  subject: string
  digest: string
}

/** What the key has signed, by what it speaks about. */
export interface SignedDigests {
  /**
   * Remembers what is about to be signed, on the disk when it returns. The same again is fine.
   * @throws PowerchainError `Settlement.TwoTruths` when another digest was signed for a subject; then none is remembered
   */
  remember(all: readonly ToSign[]): void
  /** Newest quarter of which a statement was signed; `undefined` = none was. */
  lastStated(): Quarter | undefined
}

/**
 * The signer's own memory, in a file beside the key and not in the database: whoever restores an old database can't make
 * the key say two things about one quarter. A half-written last line is left out.
 */
export function openSignedDigests(file: string): SignedDigests {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  const known = new Map(
    lines
      .map((line) => line.split(' '))
      .filter((parts): parts is [string, string] => parts.length === 2 && parts[1]?.length === 66),
  )
  return {
    remember(all) {
      const fresh = all.filter(({ subject, digest }) => known.get(subject) !== digest)
      const other = fresh.find(({ subject }) => known.has(subject))
      if (other)
        throw new PowerchainError(
          'Settlement.TwoTruths',
          `The key signed another ${other.subject} already and signs nothing else for it.`,
        )
      if (fresh.length === 0) return
      appendToDisk(file, fresh.map(({ subject, digest }) => `${subject} ${digest}\n`).join(''))
      for (const { subject, digest } of fresh) known.set(subject, digest)
    },
    lastStated() {
      const quarters = [...known.keys()].flatMap((subject) => {
        const [kind, quarter] = subject.split('/')
        return kind === 'statement' ? [Number(quarter)] : []
      })
      return quarters.length > 0 ? quarters.reduce((a, b) => Math.max(a, b)) : undefined
    },
  }
}
