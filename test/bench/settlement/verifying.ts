import { verifyMessage, Wallet } from 'ethers'
import { quarterOf } from '../../../domain/metering/quarter.ts'
import type { Statement, StatementsDocument } from '../../../domain/settlement/statement.ts'
import { addressOf, signDigest } from '../../../main/settlement/keys/sign.ts'
import { linesOf } from '../../../main/settlement/statements/lines-of.ts'
import { makeStatement, noDigest } from '../../../main/settlement/statements/make-statement.ts'
import { verifyStatements } from '../../../main/settlement/verify/verify-statements.ts'
import { atMost, type Figure } from '../figure.ts'
import { benchSalts, intervalOf, place, privateKey, separator } from './made-lines.ts'

const [quarters, meters] = [5_000, 20]
const peerRuns = 20

/** 100,000 stated lines in 5,000 signed statements, verified as `npm run verify` does, every signature among them. */
export function verifyFigures(): Figure[] {
  const document = made()
  const began = performance.now()
  const findings = verifyStatements(document)
  const tookS = (performance.now() - began) / 1_000
  for (const { what, result, detail } of findings) console.log(`${result} ${what}: ${detail}`)
  const wrong = findings.filter(({ result }) => result !== 'right').length
  console.log(`a signature recovered by the plain library: ${peerMs().toFixed(1)} ms`)
  return [
    atMost('100,000 stated lines with 5,000 signatures verified', tookS, 's', 5),
    atMost('parts of them found wrong', wrong, '', 0),
  ]
}

function made(): StatementsDocument {
  const from = quarterOf(Date.UTC(2025, 0, 1))
  let previous = noDigest
  const statements = Array.from({ length: quarters }, (_, k): Statement => {
    const quarter = from + k
    const intervals = Array.from({ length: meters }, (__, i) =>
      intervalOf(`meter-${i}`, {
        quarter,
        wh: 1_000 * i + k,
        quality: 'measured',
        method: 'registers',
        epoch: 1,
        closingWh: k,
      }),
    )
    const lines = linesOf(intervals, 0, benchSalts)
    const draft = makeStatement({
      separator,
      site: place.site,
      quarter,
      revision: 0,
      lines,
      previous,
      replaces: noDigest,
    })
    previous = draft.digest
    return { ...draft, signature: signDigest(draft.digest, privateKey), keyEpoch: 1, signedAt: 0, signedLate: false }
  })
  const keys = [{ epoch: 1, address: addressOf(privateKey), fromQuarter: from }]
  return { kind: 'powerchain/statements', version: 1, place, keys, statements }
}

/** What recovering a signer takes in the JavaScript behind ethers, ms. */
function peerMs(): number {
  const wallet = new Wallet(`0x${'11'.repeat(32)}`)
  const signature = wallet.signMessageSync('peer')
  const began = performance.now()
  for (let i = 0; i < peerRuns; i++) verifyMessage('peer', signature)
  return (performance.now() - began) / peerRuns
}
