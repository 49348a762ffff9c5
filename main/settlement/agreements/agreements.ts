import type { AlarmCondition } from '../../../domain/alarm.ts'
import type { Clock } from '../../../domain/clock.ts'
import type { AgreementTerms } from '../../../domain/settlement/agreement.ts'
import type { Ledger } from '../../../domain/settlement/ledger.ts'
import type { StatementsDocument } from '../../../domain/settlement/statement.ts'
import type { BatchStore } from '../batches/batch-store.ts'
import type { BatchDocuments } from '../batches/batch-documents.ts'
import type { CorrectionStore } from '../batches/correction-store.ts'
import type { SettlementDb, StatementStore } from '../statements/statement-store.ts'
import { type MemberSign } from './acts/accepting.ts'
import { createActs } from './acts/acts.ts'
import { createAutomatic } from './acts/automatic.ts'
import { createDisputing } from './acts/disputing.ts'
import { createGivenStore, type GivenDocument } from './acts/given-store.ts'
import { createPostedLines } from './acts/posted-lines.ts'
import { createWindowEnds } from './acts/window-ends.ts'
import type { AgreementDesk } from './agreement-desk.ts'
import type { AgreementStore } from './agreement-store.ts'
import type { Counting } from './counting.ts'
import { type Acceptances, type AcceptanceTransfers, createAcceptances } from './desk/acceptances.ts'
import { createAgreementViews } from './desk/agreement-views.ts'
import { createDesk } from './desk/desk.ts'
import { type DisputeDeskNeeds, sideOf } from './desk/dispute-desk.ts'
import { createEvidence, type EvidenceNeeds } from './desk/evidence.ts'
import { createTaking, type TakingNeeds } from './desk/taking.ts'
import { createWatch } from './desk/watch.ts'
import { type Books, createBooks } from './entries/books.ts'
import type { AgreementsOnChain, ChainAgreement } from './fold.ts'

/** What agreements of a site are made of. */
export interface AgreementsNeeds {
  place: StatementsDocument['place']
  separator: Uint8Array
  ledger: Ledger
  chain(): AgreementsOnChain
  counting: Counting
  store: AgreementStore
  statements: StatementStore
  batches: BatchStore
  corrections: CorrectionStore
  documents: BatchDocuments
  keys(): StatementsDocument['keys']
  meterPointsOf(terms: AgreementTerms): readonly string[]
  assetOf(meterPoint: string): string | undefined
  dispatchWords(agreement: ChainAgreement): string
  verify: TakingNeeds['verify']
  /** Who rules appeals; `undefined` where no manifest says so. */
  secondArbiter(): string | undefined
  proofDocument: EvidenceNeeds['proofDocument']
  /** Decides whether one person may accept a line. */
  transfers: AcceptanceTransfers
  /** Signs for the member, with the operator's key. */
  sign: MemberSign
  /** Where evidence is kept. */
  folder: string
  db: SettlementDb
  clock: Clock
}

/** Agreements from the chain to money. */
export interface Agreements {
  desk: AgreementDesk
  books: Books
  /** Signs for a line and brings it to the outbox, once it is decided. */
  bringAcceptance: Acceptances['bring']
  /** Agreements that the site is a party of, whatever their state. */
  ours(): ChainAgreement[]
  /** Evidence, books, acts that are due; a little at a time. Rejects only with `Store.Failed`. */
  turn(): Promise<void>
  conditions(): AlarmCondition[]
}

/** Ties the parts of agreements to each other. */
export function createAgreements(needs: AgreementsNeeds): Agreements {
  const { ledger, chain, counting, store, clock } = needs
  const { site } = needs.place
  const ours = () => partiesOf(chain(), ledger.account())
  const given = createGivenStore(needs.db)
  const lines = createPostedLines({ ...needs, site, agreements: store, given })
  const windows = createWindowEnds(needs)
  const acts = createActs({ ledger, chain, lines, windows, clock })
  const evidence = createEvidence({ ...needs, given, documentOf: (digest) => documentOf(needs, digest) })
  const watched = () => [...ours(), ...ruledBy({ ...needs, account: ledger.account })]
  const watch = createWatch({ site, chain, lines, windows, ours: watched, ledger, evidence, clock })
  const common = { ...needs, site, account: ledger.account, ours, lines, given, acts, deadlines: watch.deadlines }
  const views = createAgreementViews(common)
  const acceptances = createAcceptances(common)
  const nowS = () => Math.floor(clock.now() / 1_000)
  const disputing = createDisputing({ acts, ledger, nowS })
  const automatic = createAutomatic({ ...common, disputing, windows })
  const books = createBooks(needs)
  const taking = createTaking({ ...common, verify: needs.verify })
  const desk = createDesk({ ...common, views, acceptances, disputing, evidence, taking, windows })
  let differences: string[] = []
  return {
    desk,
    bringAcceptance: acceptances.bring,
    books,
    ours,
    async turn() {
      watch.turn()
      if (books.turn() > 0) differences = books.differences()
      await automatic.turn()
      await windows.follow([...chain().posted.values()].filter((posted) => posted.site === site))
    },
    conditions: () => [
      ...watch.conditions(),
      ...booksConditions(differences),
      ...scheduleConditions(ours().filter(({ terms }) => terms.site === site && !counting.scheduleOf(terms))),
    ],
  }
}

/** Agreements whose dispute this site is to rule. */
function ruledBy(needs: Pick<DisputeDeskNeeds, 'account' | 'secondArbiter' | 'chain'>): ChainAgreement[] {
  const { agreements, disputes } = needs.chain()
  return [...disputes.values()].flatMap((dispute) => {
    const agreement = agreements.get(dispute.agreement)
    const isRuler = dispute.state !== 'executed' && agreement && sideOf(needs, dispute, agreement.terms) === 'arbiter'
    return isRuler ? [agreement] : []
  })
}

function partiesOf({ agreements }: AgreementsOnChain, account: string | undefined): ChainAgreement[] {
  const own = account?.toLowerCase()
  return [...agreements.values()].filter(
    ({ terms, state }) =>
      state !== undefined && (terms.payee.toLowerCase() === own || terms.payer.toLowerCase() === own),
  )
}

/** The document of an own batch or correction; `undefined` for another site's. */
function documentOf({ batches, corrections, documents }: AgreementsNeeds, digest: string): GivenDocument | undefined {
  const sequence = batches.sequenceOf(digest)
  if (sequence !== undefined) return documents.of(sequence)
  const number = corrections.numberOf(digest)
  return number === undefined ? undefined : documents.ofCorrection(number)
}

function booksConditions(differences: readonly string[]): AlarmCondition[] {
  if (differences.length === 0) return []
  const text = `Entries differ from the chain, first at ${differences[0] ?? ''}; ${differences.length} in all.`
  return [{ code: 'settlement.booksDiffer', priority: 2, text, response: 'Compare the endpoints with a third.' }]
}

function scheduleConditions(unknown: readonly ChainAgreement[]): AlarmCondition[] {
  return unknown.map(({ terms }) => ({
    code: 'settlement.scheduleUnknown',
    priority: 3,
    text: `Agreement ${terms.agreement} names a schedule that was not given.`,
    response: 'Ask the other side for its file.',
  }))
}
