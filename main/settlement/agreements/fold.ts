import type { Quarter } from '../../../domain/metering/quarter.ts'
import { agreementStates, type AgreementStateName } from '../../../domain/rpc/settlement/agreement-rows.ts'
import type { AgreementTerms } from '../../../domain/settlement/agreement.ts'
import type { Ruled } from '../../../domain/settlement/dispute.ts'
import type { ContractName, LedgerEvent } from '../../../domain/settlement/ledger.ts'
import type { Units } from '../../../domain/settlement/reward.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { numberOf, termsFrom, textOf } from './contract-words.ts'
import { type ChainDispute, foldDispute } from './fold-disputes.ts'
import { clockOf, foldPause, type Pause } from './pause-clock.ts'

/** What the contract settled of an agreement. */
export interface Settling {
  at: EpochMs
  upToQuarter: Quarter
  paid: Units
  penalty: Units
  owed: Units
  batch: string
  transaction: string
  isFinal: boolean
}

/** An agreement as the chain tells it. */
export interface ChainAgreement {
  terms: AgreementTerms
  request: string
  /** `undefined` = published, not opened: something between failed. */
  state: AgreementStateName | undefined
  /** Whether its opening can't be reorganised away. */
  isFinal: boolean
  settlings: Settling[]
  /** What the newest dispute that was executed changed: it binds all later lines. */
  ruled: Ruled | undefined
  /** What was paid when it closed or expired. */
  closing: { toPayee: Units; toPayer: Units; isFinal: boolean } | undefined
  /** The payer signed its final line: it can be closed at once. */
  isAccepted: boolean
}

/** A batch or correction that was posted. */
export interface PostedBatch {
  site: number
  /** Number of a batch, or of a correction. */
  sequence: number
  isCorrection: boolean
  digest: string
  at: EpochMs
  toQuarter: Quarter
  isFinal: boolean
  isRejected: boolean
}

/** What the chain tells about agreements. */
export interface AgreementsOnChain {
  agreements: ReadonlyMap<string, ChainAgreement>
  posted: ReadonlyMap<string, PostedBatch>
  disputes: ReadonlyMap<string, ChainDispute>
  /** In which settlement stood, in order. */
  pauses: readonly Pause[]
}

interface Folded {
  agreements: Map<string, ChainAgreement>
  posted: Map<string, PostedBatch>
  disputes: Map<string, ChainDispute>
  pauses: Pause[]
}

type Step = (folded: Folded, event: LedgerEvent) => void

/** State of all agreements from what happened, in order: nothing else decides it. */
export function foldAgreements(events: readonly LedgerEvent[]): AgreementsOnChain {
  const folded: Folded = { agreements: new Map(), posted: new Map(), disputes: new Map(), pauses: [] }
  for (const event of events) {
    if (event.contract === 'DisputeDesk') disputeStep(folded, event)
    else steps[event.contract]?.[event.name]?.(folded, event)
  }
  return folded
}

/** What a dispute changed binds all later lines of its agreement. */
const disputeStep: Step = ({ agreements, disputes, pauses }, event) => {
  const ruled = foldDispute(disputes, event, clockOf(pauses, event.blockAt))
  const agreement = ruled && agreements.get(ruled.posted.agreement)
  if (agreement) agreement.ruled = ruled
}

function stateStep(state: AgreementStateName): Step {
  return ({ agreements }, { args }) => {
    const agreement = agreements.get(textOf(args['agreement']))
    if (agreement) agreement.state = state
  }
}

function endStep(state: AgreementStateName): Step {
  return ({ agreements }, { args, isFinal }) => {
    const agreement = agreements.get(textOf(args['agreement']))
    if (!agreement) return
    agreement.state = state
    agreement.closing = { toPayee: BigInt(textOf(args['toPayee'])), toPayer: BigInt(textOf(args['toPayer'])), isFinal }
  }
}

const settled: Step = ({ agreements }, { args, blockAt, transaction, isFinal }) => {
  const agreement = agreements.get(textOf(args['agreement']))
  if (!agreement) return
  agreement.settlings.push({
    at: blockAt,
    upToQuarter: numberOf(args['upTo']),
    paid: BigInt(textOf(args['paid'])),
    penalty: BigInt(textOf(args['penalty'])),
    owed: BigInt(textOf(args['owed'])),
    batch: textOf(args['batch']).toLowerCase(),
    transaction,
    isFinal,
  })
  agreement.state = agreementStates[numberOf(args['state']) - 1] ?? agreement.state
}

const posted: Step = ({ posted: batches }, { args, blockAt, isFinal }) => {
  const contents = BigInt(textOf(args['contents']))
  const digest = textOf(args['digest']).toLowerCase()
  batches.set(digest, {
    site: numberOf(args['site']),
    sequence: numberOf(args['sequence']),
    isCorrection: false,
    digest,
    at: blockAt,
    toQuarter: Number((contents >> 32n) & 0xffff_ffffn),
    isFinal,
    isRejected: false,
  })
}

const corrected: Step = ({ posted: batches }, { args, blockAt, isFinal }) => {
  const digest = textOf(args['digest']).toLowerCase()
  const header = args['header'] as Readonly<Record<string, string>>
  batches.set(digest, {
    site: numberOf(args['site']),
    sequence: numberOf(args['correction']),
    isCorrection: true,
    digest,
    at: blockAt,
    toQuarter: numberOf(header['toQuarter']),
    isFinal,
    isRejected: false,
  })
}

const steps: Partial<Record<ContractName, Readonly<Record<string, Step>>>> = {
  StorageMarket: {
    AgreementTermsPublished({ agreements }, { args }) {
      const terms = termsFrom(args['terms'])
      agreements.set(terms.agreement, {
        terms,
        request: textOf(args['request']),
        state: undefined,
        isFinal: false,
        settlings: [],
        ruled: undefined,
        closing: undefined,
        isAccepted: false,
      })
    },
  },
  AgreementBook: {
    AgreementOpened({ agreements }, { args, isFinal }) {
      const agreement = agreements.get(textOf(args['agreement']))
      if (agreement) Object.assign(agreement, { state: agreementStates[0], isFinal })
    },
    LineSettled: settled,
    AgreementDisputed: stateStep('disputed'),
    AgreementResolved: stateStep('open'),
    AgreementAccepted({ agreements }, { args }) {
      const agreement = agreements.get(textOf(args['agreement']))
      if (agreement) agreement.isAccepted = true
    },
    AgreementClosed: endStep('closed'),
    AgreementExpired: endStep('expired'),
  },
  DeliverySettlement: {
    BatchPosted: posted,
    BatchCorrected: corrected,
    Paused: ({ pauses }, event) => foldPause(pauses, event),
    Unpaused: ({ pauses }, event) => foldPause(pauses, event),
    BatchRejected({ posted: batches }, { args }) {
      const batch = batches.get(textOf(args['digest']).toLowerCase())
      if (batch) batch.isRejected = true
    },
  },
}
