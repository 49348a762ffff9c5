import type { Person } from '../../../domain/access.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import type { MadeFile } from '../../../domain/rpc/files.ts'
import type { Batch } from '../../../domain/settlement/batch.ts'
import type { BundleHead, BundleProfile } from '../../../domain/settlement/bundle.ts'
import { laneOf } from './lane.ts'
import { createSealer } from './sealing.ts'
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
}

/** Largest file another station takes from a person, bytes. */
const mostBytes = 5_000_000
/** Statements sealed before the control loop gets its turn. */
const perTurn = 24

/** A bundle of this station's batches. Errors: `Config.Invalid`, `Config.NotFound`, `Access.Denied` while the key is locked. */
export async function makeBundle(needs: BundlesNeeds, person: Person, order: BundleOrder): Promise<MadeFile> {
  const batches = needs.batchesWithin(order.from, order.to)
  const [first, last] = [batches[0], batches.at(-1)]
  if (!first || !last) throw new PowerchainError('Config.NotFound', 'There is no signed batch of these days.')
  const lines = batches.flatMap((batch) => batchLines(needs, batch))
  const span = { fromQuarter: first.header.fromQuarter, toQuarter: last.header.toQuarter }
  if (order.profile === 'relay') return signed(needs, person, { profile: 'relay', ...span, sealed: null, lines })
  if (order.receiver === undefined)
    throw new PowerchainError('Config.Invalid', 'A full bundle is sealed: name the key of the station it is for.')
  const sealer = createSealer(order.receiver)
  for (let quarter = span.fromQuarter; quarter < span.toQuarter; quarter += perTurn) {
    const statements = needs.statementsWithin(quarter, Math.min(span.toQuarter, quarter + perTurn))
    lines.push(...statements.flatMap((statement) => statementLines(statement, sealer)))
    await new Promise<void>((resolve) => needs.clock.after(0, resolve))
  }
  const sealed = { receiver: order.receiver, sender: sealer.sender }
  return signed(needs, person, { profile: 'full', ...span, sealed, lines })
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
      `The bundle has ${(file.length / 1e6).toFixed(1)} MB and a station takes 5: choose fewer days.`,
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
