import { describe, expect, test } from 'vitest'
import type { Certificate } from '../../../domain/rpc/field/trust.ts'
import {
  issuerWords,
  nameOf,
  thumbprintGroups,
  urgencyOf,
  urgencyWords,
  validityWords,
} from '../../../renderer/views/field/certificates/certificate-words.ts'

const day = 86_400_000
const now = Date.UTC(2026, 3, 14, 12)
const certificate = (more: Partial<Certificate> = {}): Certificate => ({
  thumbprint: 'a3e1b07c9a2f48d6e5b1cad97a40e83b65f12ca7',
  subject: 'CN=Wind park SCADA, O=Vendor',
  uri: 'urn:vendor:wind',
  validFrom: now - 365 * day,
  validUntil: now + 365 * day,
  issuer: 'CN=Vendor root, O=Vendor',
  ...more,
})
const plain = (text: string) => text.replaceAll('\u00A0', ' ')

describe('how near its end a certificate is', () => {
  test.each([
    [31, 'none', ''],
    [30, 'month', 'ends in 30 d; plan the new one'],
    [8, 'month', 'ends in 8 d; plan the new one'],
    [7, 'week', 'ends in 7 d; renew it this week'],
    [1, 'day', 'ends in 1 d; renew it today'],
    [0.25, 'day', 'ends in 6 h; renew it today'],
    [0, 'ended', 'ended 0 s ago; the link is refused'],
    [-2, 'ended', 'ended 2 d ago; the link is refused'],
  ])('%d days: %s', (days, urgency, words) => {
    const one = certificate({ validUntil: now + days * day })
    expect(urgencyOf(one, now)).toBe(urgency)
    expect(plain(urgencyWords(one, now))).toBe(words)
  })

  test('one that has not begun asks whose clock is wrong', () => {
    const early = certificate({ validFrom: now + 3_600_000 })
    expect(urgencyOf(early, now)).toBe('early')
    expect(plain(urgencyWords(early, now))).toBe('not valid for another 1 h; is a clock wrong?')
  })
})

test('a thumbprint stands in ten groups of four capital digits, and none is lost', () => {
  const groups = thumbprintGroups(certificate().thumbprint)
  expect(groups).toHaveLength(10)
  expect(groups.slice(0, 2)).toEqual(['A3E1', 'B07C'])
  expect(groups.join('').toLowerCase()).toBe(certificate().thumbprint)
})

test.each([
  ['CN=Wind park SCADA, O=Vendor', 'Wind park SCADA'],
  ['O=Vendor, CN=Wind', 'Wind'],
  ['/O=Vendor/CN=Wind', 'Wind'],
  ['O=Vendor', 'O=Vendor'],
  ['', 'without a name'],
])('subject "%s" is called %s', (subject, name) => expect(nameOf(subject)).toBe(name))

test('one that signed itself says that nobody vouches for it', () => {
  expect(issuerWords(certificate())).toBe('CN=Vendor root, O=Vendor')
  expect(issuerWords(certificate({ issuer: 'CN=Wind park SCADA, O=Vendor' }))).toMatch(/nobody else vouches/)
})

test('validity names the years', () => {
  expect(validityWords(certificate(), 'Europe/Berlin')).toBe('14 Apr 2025 to 14 Apr 2027')
})
