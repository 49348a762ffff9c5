import { quarterStart } from '../../../../../domain/metering/quarter.ts'
import type { RegisterStep } from '../../../../../domain/rpc/settlement/money.ts'
import type { Batch } from '../../../../../domain/settlement/batch.ts'
import type { Statement } from '../../../../../domain/settlement/statement.ts'
import type { EpochMs } from '../../../../../domain/units.ts'
import { formatDuration } from '../../../../format/duration.ts'
import { shortHash } from '../../../../format/hash.ts'
import { formatNumber } from '../../../../format/number.ts'
import { formatClock, formatWhen } from '../../../../format/time.ts'
import type { BatchStanding } from '../../batch-standing.ts'

/** A step of the life of a statement: reached, running, or ahead. */
export interface LifeStep {
  title: string
  place: 'past' | 'now' | 'ahead'
  words: string
}

/** What a life is told from; what is not there yet is `undefined`. */
export interface LifeOf {
  quarter: number
  statement: Statement | undefined
  registers: readonly RegisterStep[]
  /** Address of the key that signs. */
  key: string | null
  batch: Batch | undefined
  standing: BatchStanding | undefined
  now: EpochMs
  timeZone: string
}

const dayMs = 86_400_000

/** The steps of a statement from the meter to the money, in order; the first one that is not reached runs now. */
export function lifeSteps(life: LifeOf): LifeStep[] {
  const { quarter, statement, registers, key, batch, standing, now, timeZone } = life
  const when = (at: EpochMs) => formatWhen(at, now, timeZone)
  const endedAt = quarterStart(quarter + 1)
  const { attempt, posted, windowEndsAt } = standing ?? {}
  const isOver = windowEndsAt !== undefined && now > windowEndsAt
  const steps: [title: string, isReached: boolean, words: string][] = [
    ['Measured', true, `${formatClock(endedAt, timeZone)}, ${formatNumber(registers.length)} registers`],
    ['Checked', statement !== undefined, checkedWords(registers, statement)],
    [
      'Signed',
      statement?.signature != null,
      statement?.signedAt ? signedWords(statement, statement.signedAt, key, life) : 'waits for the key to be unlocked',
    ],
    [
      'In the outbox',
      batch !== undefined,
      batch ? `${when(batch.madeAt)}, batch ${formatNumber(batch.header.sequence)}` : 'waits until its batch is full',
    ],
    [
      'Sent',
      attempt !== undefined || posted !== undefined,
      attempt
        ? `${when(attempt.madeAt)}, nonce ${formatNumber(attempt.nonce)}`
        : posted
          ? 'by another station'
          : 'to come',
    ],
    ['On chain', posted !== undefined, posted ? `${when(posted.at)}, block ${formatNumber(posted.block)}` : 'to come'],
    [
      'Dispute window',
      isOver,
      windowEndsAt === undefined
        ? 'begins on chain'
        : isOver
          ? `ended ${when(windowEndsAt)}`
          : `${formatDuration(windowEndsAt - now)} left`,
    ],
    ['Final', isOver, windowEndsAt === undefined ? 'after the window' : when(windowEndsAt)],
    ['Paid', false, paidWords(statement)],
  ]
  const at = steps.findIndex(([, isReached]) => !isReached)
  return steps.map(([title, , words], i) => ({
    title,
    words,
    place: at < 0 || i < at ? 'past' : i === at ? 'now' : 'ahead',
  }))
}

function checkedWords(registers: readonly RegisterStep[], statement: Statement | undefined): string {
  const doubtful = (quality: RegisterStep['quality']) => registers.filter((step) => step.quality === quality).length
  const parts = (['estimated', 'edited', 'missing'] as const).flatMap((quality) =>
    doubtful(quality) > 0 ? [`${doubtful(quality)} ${quality}`] : [],
  )
  const revision = statement && statement.revision > 0 ? [`revision ${statement.revision}`] : []
  return [...parts, ...revision].join(', ') || 'none estimated or edited'
}

function signedWords({ signedLate }: Statement, at: EpochMs, key: string | null, { now, timeZone }: LifeOf): string {
  const time = at - now > -dayMs ? formatClock(at, timeZone) : formatWhen(at, now, timeZone)
  return [time, ...(key ? [`key ${shortHash(key)}`] : []), ...(signedLate ? ['late'] : [])].join(', ')
}

function paidWords(statement: Statement | undefined): string {
  const agreements = new Set((statement?.lines ?? []).map(({ agreement }) => agreement).filter((one) => one !== '0'))
  return agreements.size === 0 ? 'no agreement asks for it' : `agreement ${[...agreements].join(', ')}`
}
