import { createKeccak } from 'hash-wasm'
import { recover } from 'tiny-secp256k1'
import {
  type AgreementLine,
  exemptionNames,
  type GivenSchedule,
  type QuarterProof,
} from '../../../domain/settlement/agreement.ts'
import type { BatchHeader, CorrectionHeader } from '../../../domain/settlement/batch.ts'
import type { SignedAcceptance } from '../../../domain/settlement/evidence.ts'
import type { LineRow, Statement } from '../../../domain/settlement/statement.ts'

const hasher = await createKeccak(256)

/** Reads hashes and signatures of statements for one place. Text in, text out; everything in lower case. */
export interface HashReader {
  linesRoot(quarter: number, lines: readonly LineRow[]): string
  statementDigest(statement: Statement): string
  statementsRoot(sequence: number, digests: readonly string[]): string
  headerDigest(header: BatchHeader): string
  correctionDigest(header: CorrectionHeader): string
  agreementsRoot(sequence: number, lines: readonly AgreementLine[]): string
  agreementLeaf(sequence: number, line: AgreementLine): string
  acceptanceDigest(acceptance: Pick<SignedAcceptance, 'agreement' | 'line' | 'batch' | 'deadline'>): string
  proofsRoot(agreement: string, proofs: readonly QuarterProof[]): string
  scheduleHash(schedule: GivenSchedule): string
  /** Address that signed a digest, in 64 bytes as controllers do or in 65 as members do; `undefined` for no signature at all. */
  signer(digest: string, signature: string): string | undefined
}

interface Vocabulary {
  domain: { name: string; version: string }
  tags: { line: string; statement: string; agreement: string; proof: string; schedule: string; empty: string }
  types: Record<'IntervalStatement' | 'BatchHeader' | 'CorrectionHeader' | 'LineAcceptance', string>
}

const wordBytes = 32
const hash = (bytes: Uint8Array): Buffer => Buffer.from(hasher.init().update(bytes).digest('binary'))
const hashText = (text: string) => hash(Buffer.from(text))
const concat = (...parts: Buffer[]) => hash(Buffer.concat(parts))
/** Hash of a text, as it is brought to the chain. */
export const hashOfText = (text: string): string => `0x${hashText(text).toString('hex')}`
const fromHex = (text: string) => Buffer.from(text.slice(2), 'hex')

function word(value: number | string | boolean): Buffer {
  return Buffer.from(
    BigInt(value)
      .toString(16)
      .padStart(2 * wordBytes, '0'),
    'hex',
  )
}

/** A reader with layouts of its own: 128 bytes of a line are written in place, nothing goes through a general encoder. */
export function createReader(
  place: { chainId: number; contract: string; site: number },
  { domain, tags, types }: Vocabulary,
): HashReader {
  const separator = concat(
    hashText('EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)'),
    hashText(domain.name),
    hashText(domain.version),
    word(place.chainId),
    Buffer.concat([Buffer.alloc(12), fromHex(place.contract)]),
  )
  const [empty, lineTag, statementTag] = [tags.empty, tags.line, tags.statement].map(hashText) as [
    Buffer,
    Buffer,
    Buffer,
  ]
  const statementType = hashText(`IntervalStatement(${types.IntervalStatement})`)
  const headerType = hashText(`BatchHeader(${types.BatchHeader})`)
  const signed = (...struct: Buffer[]) =>
    `0x${concat(Buffer.of(0x19, 0x01), separator, concat(...struct)).toString('hex')}`
  return {
    linesRoot(quarter, lines) {
      const context = concat(lineTag, separator, word(place.site), word(quarter))
      const leaves = lines.map((line, index) => leafOf(context, line, index, quarter))
      return `0x${root(leaves, empty).toString('hex')}`
    },
    statementDigest({ quarter, revision, lines, linesRoot, previous, replaces }) {
      const numbers = [place.site, quarter, revision, lines.length].map(word)
      return signed(statementType, ...numbers, ...[linesRoot, previous, replaces].map(fromHex))
    },
    statementsRoot(sequence, digests) {
      const leaves = digests.map((digest, index) =>
        hash(concat(statementTag, ...[place.site, sequence, index].map(word), fromHex(digest))),
      )
      return `0x${root(leaves, empty).toString('hex')}`
    },
    headerDigest({ sequence, fromQuarter, toQuarter, lineCount, absorbedWh, injectedWh, ...rest }) {
      const numbers = [place.site, sequence, fromQuarter, toQuarter, lineCount, absorbedWh, injectedWh].map(word)
      const roots = [rest.statementsRoot, rest.agreementsRoot, rest.previous].map(fromHex)
      return signed(headerType, ...numbers, ...roots)
    },
    correctionDigest({ correction, fromQuarter, toQuarter, lineCount, reason, ...rest }) {
      const numbers = [place.site, correction, fromQuarter, toQuarter, lineCount, reason].map(word)
      const roots = [rest.statementsRoot, rest.agreementsRoot, rest.corrects].map(fromHex)
      return signed(hashText(`CorrectionHeader(${types.CorrectionHeader})`), ...numbers, ...roots)
    },
    acceptanceDigest: ({ agreement, line, batch, deadline }) =>
      signed(
        hashText(`LineAcceptance(${types.LineAcceptance})`),
        ...[agreement, line, batch, deadline].map((value) => word(value)),
      ),
    ...agreementReader({ separator, empty, site: place.site, tags }),
    signer: signerOf,
  }
}

/** Leaves of agreements and of what stands behind them. */
function agreementReader(given: { separator: Buffer; empty: Buffer; site: number; tags: Vocabulary['tags'] }) {
  const { separator, empty, site, tags } = given
  const rootText = (leaves: readonly Buffer[]) => `0x${root(leaves, empty).toString('hex')}`
  const [agreementTag, proofTag] = [hashText(tags.agreement), hashText(tags.proof)]
  const leafOfLine = (sequence: number, line: AgreementLine): Buffer => {
    const { agreement, upToQuarter, takenWh, returnedWh, reservedWhQ, storedWhQ } = line
    const { shortWh, deviationWh, unusedWh, estimatedWh, isFinal } = line
    const before = [site, sequence, agreement, upToQuarter, takenWh, returnedWh, reservedWhQ, storedWhQ]
    const after = [shortWh, deviationWh, unusedWh, estimatedWh, isFinal]
    return hash(concat(agreementTag, separator, ...[...before, ...after].map(word), fromHex(line.proofsRoot)))
  }
  return {
    agreementsRoot: (sequence: number, lines: readonly AgreementLine[]) =>
      rootText(lines.map((line) => leafOfLine(sequence, line))),
    agreementLeaf: (sequence: number, line: AgreementLine) => `0x${leafOfLine(sequence, line).toString('hex')}`,
    proofsRoot: (agreement: string, proofs: readonly QuarterProof[]) =>
      rootText(
        proofs.map(({ quarter, exempt, hash: document }) => {
          const code = exempt ? exemptionNames.indexOf(exempt) + 1 : 0
          return hash(concat(proofTag, separator, ...[agreement, quarter, code].map(word), fromHex(document)))
        }),
      ),
    scheduleHash: (schedule: GivenSchedule) =>
      `0x${concat(hashText(tags.schedule), ...schedule.flatMap((pair) => pair.map(word))).toString('hex')}`,
  }
}

const leafBytes = Buffer.alloc(4 * wordBytes)

function leafOf(context: Buffer, line: LineRow, index: number, quarter: number): Buffer {
  leafBytes.fill(0, 2 * wordBytes)
  context.copy(leafBytes)
  leafBytes.write(line.meterPoint.slice(2), wordBytes, 'hex')
  const packed = 2 * wordBytes
  leafBytes.writeUInt32BE(line.meterEpoch, packed + 10)
  leafBytes.writeBigUInt64BE(BigInt(line.agreement), packed + 14)
  leafBytes.set([line.source, line.quality, line.unit, line.register], packed + 22)
  leafBytes.writeUInt32BE(quarter, packed + 26)
  leafBytes.writeUInt16BE(index, packed + 30)
  leafBytes.write(line.salt.slice(2), packed + 32, 'hex')
  leafBytes.writeBigUInt64BE(BigInt(line.closing), packed + 48)
  leafBytes.writeBigUInt64BE(BigInt(line.quantity), packed + 56)
  return hash(hash(leafBytes))
}

function root(leaves: readonly Buffer[], empty: Buffer): Buffer {
  let width = 1
  while (width < leaves.length) width *= 2
  let level = [...leaves, ...Array.from({ length: width - leaves.length }, () => empty)]
  while (level.length > 1) {
    const above: Buffer[] = []
    for (let i = 0; i < level.length; i += 2) {
      const pair = [level[i] ?? empty, level[i + 1] ?? empty].sort((a, b) => Buffer.compare(a, b))
      above.push(concat(Buffer.of(1), ...pair))
    }
    level = above
  }
  return level[0] ?? empty
}

function signerOf(digest: string, signature: string): string | undefined {
  const bytes = fromHex(signature)
  const last = bytes.length - 1
  // of 64 bytes the highest bit of s says which key it is, of 65 the last byte
  const parity = bytes.length > 64 ? (bytes[last] ?? 0) - 27 : (bytes[32] ?? 0) >> 7
  if (bytes.length === 64) bytes[32] = (bytes[32] ?? 0) & 0x7f
  try {
    const key = recover(fromHex(digest), bytes.subarray(0, 64), parity as 0 | 1, false)
    return key ? `0x${hash(Buffer.from(key).subarray(1)).toString('hex').slice(24)}` : undefined
  } catch {
    return undefined
  }
}
