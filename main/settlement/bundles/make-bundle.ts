import type { Person } from '../../../domain/access.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import type { MadeFile } from '../../../domain/rpc/files.ts'
import type { Batch } from '../../../domain/settlement/batch.ts'
import type { BundleHead, BundleProfile } from '../../../domain/settlement/bundle.ts'
import type { Statement } from '../../../domain/settlement/statement.ts'
import { laneOf } from './lane.ts'
import { createSealer, type Sealer } from './sealing.ts'
import { type BundleLine, composeBundle, packBundle, statementLines } from './write-bundle.ts'
import type { BundlesNeeds } from './needs.ts'

/** What is asked for. */
export interface BundleOrder {
  profile: Exclude<BundleProfile, 'receipt'>
  /** Batches that touch the quarters [from, to), and their statements. */
  from: Quarter
  to: Quarter
  /** Public key of whom a full bundle is sealed for. */
  receiver?: string | undefined
  /** Goes on behind a file that was full: the quarter it says that comes next. */
  after?: Quarter | undefined
}

/** One file of an export; `next` is where the following one goes on, `null` behind the last. */
export interface BundlePart {
  file: MadeFile
  next: Quarter | null
}

/** Largest file another station takes from a person, bytes. */
const mostBytes = 5_000_000
/**
 * Text that goes into one file, bytes. What is sealed is base64 of noise: packing leaves six bits of eight, so that this
 * comes to 4.6 MB, and hashes pack better.
 */
const fullBytes = 6_000_000
/** Statements sealed before the control loop gets its turn. */
const perTurn = 24

/**
 * A file of this station's batches, each a bundle of its own; where they are more than a file holds, the next call goes on
 * behind it. Errors: `Config.Invalid`, `Config.NotFound`, `Access.Denied` while the key is locked.
 */
export async function makeBundle(
  needs: BundlesNeeds,
  person: Person,
  order: BundleOrder,
  limits = { fullBytes },
): Promise<BundlePart> {
  const { profile, after = 0, receiver } = order
  const batches = needs
    .batchesWithin(order.from, order.to)
    .filter(({ header: { toQuarter, fromQuarter } }) => (profile === 'full' ? toQuarter > after : fromQuarter >= after))
  const [first, last] = [batches[0], batches.at(-1)]
  if (!first || !last) throw new PowerchainError('Config.NotFound', 'There is no signed batch of these days.')
  const from = Math.max(first.header.fromQuarter, after)
  const page = createPage(limits.fullBytes)
  const ended = async (to: Quarter, sealed: BundleHead['sealed']): Promise<BundlePart> => {
    const file = await signed(needs, person, { profile, fromQuarter: from, toQuarter: to, sealed, lines: page.lines })
    return { file, next: to < last.header.toQuarter ? to : null }
  }
  if (profile === 'relay') {
    for (const batch of batches) if (!page.add(batchLines(needs, batch))) return ended(batch.header.fromQuarter, null)
    return ended(last.header.toQuarter, null)
  }
  if (receiver === undefined)
    throw new PowerchainError('Config.Invalid', 'A full bundle is sealed: name the key of the station it is for.')
  const sealer = createSealer(receiver)
  const sealed = { receiver, sender: sealer.sender }
  for (const batch of batches) {
    if (!page.add(batchLines(needs, batch))) return ended(batch.header.fromQuarter, sealed)
    const full = await addStatements(needs, { page, sealer, from: Math.max(from, batch.header.fromQuarter), batch })
    if (full !== undefined) return ended(full, sealed)
  }
  return ended(last.header.toQuarter, sealed)
}

/** The lines of one file, until it is full: what does not fit any more is left out as a whole. */
function createPage(mostTextBytes: number) {
  const lines: BundleLine[] = []
  let bytes = 0
  return {
    lines,
    /** Gives whether they had room; the first ones always have, and what is `forced`. */
    add(more: readonly BundleLine[], isForced = false): boolean {
      const moreBytes = more.reduce((sum, line) => sum + JSON.stringify(line).length, 0)
      if (lines.length > 0 && !isForced && bytes + moreBytes > mostTextBytes) return false
      lines.push(...more)
      bytes += moreBytes
      return true
    },
  }
}

/** Adds the statements of a batch from a quarter on; gives the quarter that had no room any more. */
async function addStatements(
  needs: BundlesNeeds,
  given: { page: ReturnType<typeof createPage>; sealer: Sealer; from: Quarter; batch: Batch },
): Promise<Quarter | undefined> {
  const { page, sealer, from, batch } = given
  const { toQuarter } = batch.header
  for (let quarter = from; quarter < toQuarter; quarter += perTurn) {
    const statements = needs.statementsWithin(quarter, Math.min(toQuarter, quarter + perTurn))
    // all revisions of a quarter stay in one file, and each file brings at least one quarter further
    for (const [of, lines] of linesByQuarter(statements, sealer)) {
      const isFirst = !page.lines.some(({ kind }) => kind === 'statement')
      if (!page.add(lines, isFirst)) return of
    }
    await new Promise<void>((resolve) => needs.clock.after(0, resolve))
  }
  return undefined
}

function linesByQuarter(statements: readonly Statement[], sealer: Sealer): Map<Quarter, BundleLine[]> {
  const found = new Map<Quarter, BundleLine[]>()
  for (const statement of statements)
    found.set(statement.quarter, [...(found.get(statement.quarter) ?? []), ...statementLines(statement, sealer)])
  return found
}

/** What the chain says of a site's batches that this station knows, to go back on its stick. Errors: as {@link makeBundle}. */
export async function makeReceipt(needs: BundlesNeeds, person: Person, site: number): Promise<MadeFile> {
  const ledger = needs.ledger()
  const now = ledger?.now()
  if (!ledger || !now || now.block === null || now.blockAt === null)
    throw new PowerchainError('Chain.Silent', 'The chain can’t be asked now.')
  const posted = ledger
    .events()
    .filter(({ name, args, isFinal }) => name === 'BatchPosted' && isFinal && Number(args['site']) === site)
  const lines: BundleLine[] = [
    { kind: 'head', id: String(now.block), body: { block: now.block, blockAt: now.blockAt } },
  ]
  for (const { args, transaction, block, blockAt } of posted) {
    const [id, sequence] = [String(args['digest']), Number(args['sequence'])]
    const windowEndsAt = await windowEnd(needs, site, sequence, id)
    lines.push({ kind: 'final', id, body: { site, sequence, transaction, block, blockAt, windowEndsAt } })
  }
  if (lines.length === 1)
    throw new PowerchainError('Config.NotFound', `No batch of site ${site} is final on the chain.`)
  const lane = await laneOf(ledger, site)
  const toQuarter = lane?.coveredTo ?? 0
  return signed(needs, person, { profile: 'receipt', fromQuarter: 0, toQuarter, sealed: null, lines })
}

async function windowEnd(
  { ledger }: BundlesNeeds,
  site: number,
  sequence: number,
  digest: string,
): Promise<number | null> {
  try {
    const args = [String(site), String(sequence), digest]
    const second = await ledger()?.read({ contract: 'DeliverySettlement', method: 'windowEnd', args })
    return typeof second === 'string' ? Number(second) * 1_000 : null
  } catch {
    // a slot that was reused since: the window is long over
    return null
  }
}

function batchLines({ agreementLinesOf }: BundlesNeeds, batch: Batch): BundleLine[] {
  const { digest: id, header, signature, keyEpoch } = batch
  const lines = agreementLinesOf(header.sequence)
  const quantities: BundleLine[] = lines.length > 0 ? [{ kind: 'agreementLines', id, body: { lines } }] : []
  return [{ kind: 'header', id, body: { header, signature, keyEpoch } }, ...quantities]
}

type Given = Pick<BundleHead, 'profile' | 'fromQuarter' | 'toQuarter' | 'sealed'> & { lines: BundleLine[] }

async function signed(needs: BundlesNeeds, person: Person, { lines, ...given }: Given): Promise<MadeFile> {
  const { place, keys, keyEpoch, key, store, db, clock, audit } = needs
  const bundle = store.next()
  const madeAt = Math.floor(clock.now() / 1_000)
  const unsigned = composeBundle({ ...given, place, keys: keys(), keyEpoch: keyEpoch(), bundle, madeAt }, lines)
  const { digest, contentHash } = unsigned
  const [signature] = key.sign([{ subject: `bundle/${contentHash}`, digest }]) ?? []
  if (!signature)
    throw new PowerchainError('Access.Denied', 'The controller’s key is locked: a bundle is signed with it.')
  const file = await packBundle(unsigned, signature)
  if (file.length > mostBytes)
    throw new PowerchainError(
      'Config.Invalid',
      `The bundle has ${(file.length / 1e6).toFixed(1)} MB and a station takes 5.`,
    )
  const row = { bundle, ...given, items: lines.length, contentHash, at: clock.now(), person: person.name }
  db.durable(() => store.addOut(row))
  audit({
    person: person.name,
    action: 'BundleMade',
    detail: `Bundle ${bundle} (${given.profile}) with ${lines.length} items, content ${contentHash}.`,
  })
  const name = `${place.site}-${bundle}.pcb`
  return { name, mediaType: 'application/octet-stream', base64: file.toString('base64') }
}
