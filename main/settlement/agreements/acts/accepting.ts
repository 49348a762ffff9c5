import type { AgreementLine } from '../../../../domain/settlement/agreement.ts'
import type { SignedAcceptance } from '../../../../domain/settlement/evidence.ts'
import { bandWhOf } from '../../../../domain/settlement/reward.ts'
import type { OperatorKey } from '../../outbox/operator-key.ts'
import { bytesOf } from '../../hashing/words.ts'
import type { PostedLine } from './posted-lines.ts'
import { provenLine } from './proven.ts'
import type { ChainAgreement } from '../fold.ts'

/** Signs a `LineAcceptance` with the member's key, 65 bytes. Errors: `Access.Denied` while it is locked. */
export type MemberSign = OperatorKey['signAcceptance']

/** Energies that the site's own meters show for the quarters of a line. */
export interface OwnFigures {
  takenWh: number
  returnedWh: number
}

/** Whether posted figures fit our own: within the band that costs nothing, for each direction. */
export function compared(
  line: AgreementLine,
  own: OwnFigures | undefined,
): { verdict: 'fits' | 'differs' | 'unchecked'; words: string } {
  if (!own) return { verdict: 'unchecked', words: 'Our own statements do not cover these quarters.' }
  const offs = [
    { what: 'taken', posted: line.takenWh, ours: own.takenWh },
    { what: 'returned', posted: line.returnedWh, ours: own.returnedWh },
  ].filter(({ posted, ours }) => Math.abs(posted - ours) > bandWhOf(posted))
  if (offs.length === 0) return { verdict: 'fits', words: 'Our own meters show the same, within what costs nothing.' }
  const words = offs.map(({ what, posted, ours }) => `Posted ${kWh(posted)} ${what}, our own meters show ${kWh(ours)}`)
  return { verdict: 'differs', words: `${words.join('; ')}.` }
}

function kWh(wh: number): string {
  return `${(wh / 1_000).toFixed(1)} kWh`
}

/** The payer's signature for a line. `deadline` in unix seconds. Errors: `Access.Denied` while his key is locked. */
export function signedAcceptance(
  found: PostedLine,
  { terms }: ChainAgreement,
  deadline: number,
  sign: MemberSign,
): SignedAcceptance {
  const { leaf: line } = provenLine(found.place, found.lines, terms)
  const { agreement } = terms
  const batch = found.posted.digest
  const fields = { agreement: BigInt(agreement), line: bytesOf(line), batch: bytesOf(batch), deadline }
  const signature = sign(found.place.separator, fields)
  return { kind: 'powerchain/acceptance', version: 1, agreement, line, batch, deadline, signature }
}
