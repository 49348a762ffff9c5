import { Wallet } from 'ethers'
import { expect, test } from 'vitest'
import type { Person } from '../../../../domain/access.ts'
import { createVirtualClock } from '../../../virtual-clock.ts'
import { known, openTestRetail } from '../open-retail.ts'
import { consumer, street } from '../street.ts'

const ada: Person = { name: 'Ada', role: 'engineer' }
const dayMs = 86_400_000
const wallet = new Wallet(`0x${'11'.repeat(32)}`)

function open() {
  const clock = createVirtualClock(Date.UTC(2026, 0, 10, 10))
  const consumers = [{ ...consumer('anna', 'family', 4_000), account: wallet.address }, consumer('bo', 'single', 1_500)]
  return { clock, ...openTestRetail({ config: street({ consumers }), clock }) }
}

/** What a wallet makes of the request: EIP-712 by another's code. */
async function sign(typedData: string, by = wallet) {
  const { types, domain, message } = JSON.parse(typedData) as {
    types: Record<string, { name: string; type: string }[]>
    domain: Record<string, unknown>
    message: Record<string, unknown>
  }
  const { EIP712Domain: _, ...structs } = types
  return by.signTypedData(domain, structs, message)
}

test('a contract and then a switch are signed by wallet, and bills are divided at the switch', async () => {
  const { retail, clock } = open()
  const wanted = { consumer: 'anna', plan: 1, day: '2026-01-12' }
  const first = retail.toSign(wanted)
  const signature = await sign(first.typedData)
  expect(retail.takeSigned(ada, { ...wanted, ...first, signature }, 'by wallet')).toMatchObject({
    kind: 'signed',
    signer: wallet.address,
  })
  expect(() => retail.toSign({ consumer: 'anna', plan: 2, day: '2026-02-08' })).toThrow(/28 days/)
  const switching = { consumer: 'anna', plan: 2, day: '2026-02-11' }
  const second = retail.toSign(switching)
  expect(JSON.parse(second.typedData)).toMatchObject({
    primaryType: 'TariffSwitch',
    message: { fromPlan: 1, toPlan: 2, nonce: '2' },
  })
  retail.takeSigned(ada, { ...switching, ...second, signature: await sign(second.typedData) }, 'by wallet')
  expect(retail.consumers()[0]).toMatchObject({ contract: 'signed', plan: 1 })
  clock.advance(60 * dayMs)
  expect(retail.consumers()[0]).toMatchObject({ plan: 2 })
  const { bills } = await retail.previewRun({ from: '2026-02-01', to: '2026-03-01', corrects: 0 })
  expect(bills.filter((bill) => bill.consumer === 'anna').map(({ plan }) => plan)).toEqual([1, 2])
})

test('what somebody else signed, what was signed for something else, and the same once more are refused', async () => {
  const { retail } = open()
  const wanted = { consumer: 'anna', plan: 1, day: '2026-01-12' }
  const asked = retail.toSign(wanted)
  const other = await sign(asked.typedData, new Wallet(`0x${'22'.repeat(32)}`))
  expect(() => retail.takeSigned(ada, { ...wanted, ...asked, signature: other }, 'by wallet')).toThrow(
    /not by the consumer/,
  )
  const signature = await sign(asked.typedData)
  expect(() => retail.takeSigned(ada, { ...wanted, plan: 2, ...asked, signature }, 'by wallet')).toThrow(
    /not by the consumer/,
  )
  expect(() => retail.takeSigned(ada, { ...wanted, ...asked, deadline: 1, signature }, 'late')).toThrow(/earlier/)
  retail.takeSigned(ada, { ...wanted, ...asked, signature }, 'by wallet')
  expect(() => retail.takeSigned(ada, { ...wanted, ...asked, signature }, 'again')).toThrow(/meanwhile/)
})

test('one without a wallet signs on paper, which is noted as such', () => {
  const { retail } = open()
  expect(() => retail.toSign({ consumer: 'bo', plan: 1, day: '2026-01-12' })).toThrow(/no account/)
  const document = `0x${'ab'.repeat(32)}`
  retail.attest(ada, { consumer: 'bo', plan: 1, day: '2026-01-12', document }, 'paper of the day')
  expect(retail.contracts('bo')).toMatchObject([{ kind: 'attested', signer: null }])
  expect(known(retail.consumers()[1])).toMatchObject({ contract: 'attested' })
})
