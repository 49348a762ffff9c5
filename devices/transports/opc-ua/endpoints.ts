import type { EndpointDescription } from 'node-opcua-client'
import { PowerchainError } from '../../../domain/errors.ts'
import type { DeviceConfig } from '../../../domain/site.ts'

/** What a site file asks of the link; absent = the best the server offers. */
export type Security = NonNullable<DeviceConfig['security']>
type Policy = Exclude<Security, 'none'>

/** The part of an endpoint's description that security rests on. */
export type Offer = Pick<EndpointDescription, 'securityMode' | 'securityPolicyUri'>

/** Accepted policies, best first. Basic128Rsa15 and Basic256 are broken and not among them. */
const policies: readonly Policy[] = ['Aes256_Sha256_RsaPss', 'Aes128_Sha256_RsaOaep', 'Basic256Sha256']
// OPC UA part 4, section 7.20: values of MessageSecurityMode
const modeNames: Record<number, string> = { 1: 'None', 2: 'Sign', 3: 'SignAndEncrypt' }
const signAndEncrypt = 3

/**
 * The endpoint to use: the policy asked for, or the best one; only such as sign and encrypt.
 * @throws PowerchainError `Config.Invalid` when the server offers nothing we accept
 */
export function chooseEndpoint<T extends Offer>(offered: readonly T[], security: Policy | undefined): T {
  const encrypting = offered.filter((one) => Number(one.securityMode) === signAndEncrypt)
  for (const policy of security ? [security] : policies) {
    const found = encrypting.find((one) => policyOf(one) === policy)
    if (found) return found
  }
  const wanted = security ?? `one of ${policies.join(', ')}`
  throw new PowerchainError(
    'Config.Invalid',
    `the server offers no encryption that is accepted: wanted ${wanted} with SignAndEncrypt, it has ` +
      `${[...namesOf(offered)].join(', ') || 'nothing'}; switch one on in the server, or name security: none in the ` +
      'site file to go without',
  )
}

/**
 * Holds what the server says over the encrypted link against what was said before it: whoever sits between could have
 * left out the better endpoints.
 * @throws PowerchainError `Device.WrongIdentity` naming the difference
 */
export function checkSameEndpoints(before: readonly Offer[], after: readonly Offer[]): void {
  const [said, is] = [namesOf(before), namesOf(after)]
  const hidden = [...is].filter((name) => !said.has(name))
  const invented = [...said].filter((name) => !is.has(name))
  if (hidden.length + invented.length === 0) return
  const parts = [
    hidden.length > 0 ? `hidden were ${hidden.join(', ')}` : '',
    invented.length > 0 ? `invented were ${invented.join(', ')}` : '',
  ]
  throw new PowerchainError(
    'Device.WrongIdentity',
    `the server's endpoints are not those that were found before connecting (${parts.filter(Boolean).join('; ')}): ` +
      'somebody may be trying to weaken the encryption; the link is refused',
  )
}

/** Name of an endpoint's policy without the address before it. */
export function policyOf({ securityPolicyUri }: Offer): string {
  return securityPolicyUri?.split('#')[1] ?? 'unknown'
}

function namesOf(offered: readonly Offer[]): Set<string> {
  return new Set(
    offered.map((one) => (Number(one.securityMode) === 1 ? 'None' : `${policyOf(one)}/${modeNames[one.securityMode]}`)),
  )
}
