import { expect, test } from 'vitest'
import type { Person } from '../../../domain/access.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { Certificate, Certificates, Party } from '../../../domain/rpc/field/trust.ts'
import type { AuditEntry } from '../../../main/audit/audit.ts'
import { createTrustDesk, type TrustNeeds } from '../../../main/field/trust-desk.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

const ada: Person = { name: 'Ada', role: 'engineer' }
const certificate = (thumbprint: string): Certificate => ({
  thumbprint,
  subject: `CN=${thumbprint}`,
  uri: '',
  issuer: '',
  validFrom: 0,
  validUntil: 1,
})

function desk(days: readonly number[] = []) {
  const audited: AuditEntry[] = []
  const done: string[] = []
  const none: Certificates = { own: null, trusted: [], issuers: [], rejected: [] }
  const kept = {
    devices: { ...none, trusted: [certificate('bb')], rejected: [certificate('aa')] },
    others: { ...none, rejected: [certificate('cc')] },
  }
  const move = (from: 'rejected' | 'trusted') => (party: Party, thumbprint: string) => {
    const found = kept[party][from].find((one) => one.thumbprint === thumbprint)
    if (!found) throw new PowerchainError('Config.NotFound', `no ${from} certificate`)
    done.push(`${from} ${thumbprint}`)
    return found
  }
  const needs: TrustNeeds = {
    list: (party) => kept[party],
    trust: move('rejected'),
    withdraw: move('trusted'),
    expiring: () => days.map((left) => ({ thumbprint: `b${left}`, subject: 'CN=bb', days: left, whose: 'trusted' })),
    audit: (entry) => audited.push(entry),
    clock: createVirtualClock(),
  }
  return { ...createTrustDesk(needs), audited, done }
}

test('trusting and withdrawing leave a row with person, thumbprint and reason', () => {
  const { accept, withdraw, audited, done } = desk()
  accept(ada, { party: 'devices', thumbprint: 'aa', reason: 'compared by phone' })
  withdraw(ada, { party: 'devices', thumbprint: 'bb', reason: 'stolen' })
  expect(done).toEqual(['rejected aa', 'trusted bb'])
  expect(audited).toEqual([
    { person: 'Ada', action: 'CertificateTrusted', detail: 'CN=aa, thumbprint aa: compared by phone' },
    { person: 'Ada', action: 'CertificateTrustWithdrawn', detail: 'CN=bb, thumbprint bb: stolen' },
  ])
})

test('an unknown certificate is refused and nothing is written down', () => {
  const { accept, audited } = desk()
  expect(() => accept(ada, { party: 'devices', thumbprint: 'cc', reason: 'a guess' })).toThrow(
    expect.objectContaining({ code: 'Config.NotFound' }),
  )
  expect(audited).toEqual([])
})

test.each([
  [29, 'certificate.expires30', 4],
  [7, 'certificate.expires7', 3],
  [1, 'certificate.expires1', 2],
  [-1, 'certificate.expired', 2],
])('a certificate with %i days left is condition %s', (days, code, priority) => {
  expect(desk([days]).conditions()).toMatchObject([{ code, priority }])
})

test('a system that reads from us is trusted in the store for such systems, and the trail says so', () => {
  const { accept, audited, done } = desk()
  accept(ada, { party: 'others', thumbprint: 'cc', reason: 'the grid operator' })
  expect(done).toEqual(['rejected cc'])
  expect(audited[0]?.detail).toBe('CN=cc, a system that reads from us, thumbprint cc: the grid operator')
})

test('a file that serves many links is told once', () => {
  expect(desk([5, 5, 5]).conditions()[0]?.text).toBe('The certificate of CN=bb (b5) expires in 5 days.')
})
