import { MessageSecurityMode, SecurityPolicy } from 'node-opcua-client'
import { expect, test } from 'vitest'
import {
  checkSameEndpoints,
  chooseEndpoint,
  type Offer,
  policyOf,
} from '../../../../devices/transports/opc-ua/endpoints.ts'

const { None, Sign, SignAndEncrypt } = MessageSecurityMode
const offer = (securityMode: MessageSecurityMode, securityPolicyUri: string): Offer => ({
  securityMode,
  securityPolicyUri,
})
const open = offer(None, SecurityPolicy.None)
const basic = offer(SignAndEncrypt, SecurityPolicy.Basic256Sha256)
const better = offer(SignAndEncrypt, SecurityPolicy.Aes128_Sha256_RsaOaep)
const best = offer(SignAndEncrypt, SecurityPolicy.Aes256_Sha256_RsaPss)
const broken = offer(SignAndEncrypt, SecurityPolicy.Basic128Rsa15)
const signed = offer(Sign, SecurityPolicy.Basic256Sha256)

test.each([
  ['the best of all', [open, basic, better, best, broken], 'Aes256_Sha256_RsaPss'],
  ['the next best', [open, basic, better, broken], 'Aes128_Sha256_RsaOaep'],
  ['the last accepted', [broken, signed, open, basic], 'Basic256Sha256'],
])('without a word in the site file, %s is taken', (_name, offered, policy) => {
  expect(policyOf(chooseEndpoint(offered, undefined))).toBe(policy)
})

test.each([
  ['nothing but None', [open], undefined],
  ['only signing', [open, signed], undefined],
  ['only broken policies', [broken], undefined],
  ['not the one asked for', [open, best, basic], 'Aes128_Sha256_RsaOaep' as const],
  ['nothing at all', [], undefined],
])('fault 54: %s is refused, naming what is there', (_name, offered, security) => {
  expect(() => chooseEndpoint(offered, security)).toThrow(/offers no encryption .* it has/)
})

test.each([
  ['hidden', [open, basic], [best, basic, open], /hidden were Aes256_Sha256_RsaPss\/SignAndEncrypt\)/],
  ['invented', [open, basic], [basic], /invented were None\)/],
  ['weakened', [basic], [best], /hidden were Aes256.*; invented were Basic256Sha256/],
])('fault 54: endpoints that were %s before connecting are found out', (_name, before, after, message) => {
  expect(() => checkSameEndpoints(before, after)).toThrow(message)
})

test('the same endpoints in another order are the same', () => {
  expect(() => checkSameEndpoints([open, basic, best], [best, open, basic])).not.toThrow()
})
