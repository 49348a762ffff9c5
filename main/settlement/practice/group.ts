import { id, parseEther, ZeroAddress } from 'ethers'
import { groupDomain, groupTypes, inOrder } from '../../../domain/market/groups.ts'
import { interfaceOf } from '../chain/abis.ts'
import type { Actors } from './actors.ts'
import { chainTime } from './passing.ts'
import { practiceAddress, practiceChainId } from './published.ts'

const year = 365 * 86_400
const storageRole = 1
const about = id('practice: wind and flywheels')
const partners = [
  { role: 'generator', ppm: 700_000 },
  { role: 'supplier', ppm: 300_000 },
] as const

/** Account of the group that the generator founds with the owner of the flywheels. */
export function practiceGroup({ ask }: Actors): Promise<string> {
  return ask<string>('NodeGroups', 'groupAt', practiceAddress('generator'), about)
}

/** Founds the group as far as that is missing: both sign, it pays the admission fee and joins, a verifier vouches for it. */
export async function foundGroup(actors: Actors, fee: bigint): Promise<string> {
  const { ask, call, provider } = actors
  const group = await practiceGroup(actors)
  if ((await ask<{ revision: bigint }>('NodeGroups', 'groupOf', group)).revision === 0n) await create(actors, group)
  const member = await ask<{ joinedAt: bigint; kycUntil: bigint }>('NodeRegistry', 'memberOf', group)
  if (member.joinedAt === 0n) {
    if ((await ask<bigint>('PowecToken', 'balanceOf', group)) < fee)
      await call('generator', 'PowecToken', 'transfer', group, fee)
    await speak(actors, group, 'NodeRegistry', 'join', ZeroAddress, storageRole)
  }
  const now = await chainTime(provider)
  if (Number(member.kycUntil) < now) await call('verifier', 'NodeRegistry', 'attest', group, now + 5 * year, 0)
  return group
}

/** Calls the platform for the group, as the generator may who speaks for it. */
export async function speak(
  { call, addressOf }: Actors,
  group: string,
  contract: 'NodeRegistry' | 'DeliverySettlement',
  method: string,
  ...args: unknown[]
): Promise<void> {
  const data = interfaceOf(contract).encodeFunctionData(method, args)
  await call('generator', 'NodeGroups', 'speak', group, addressOf(contract), data)
}

async function create({ call, signer, addressOf, provider }: Actors, group: string): Promise<void> {
  const members = partners.map(({ role, ppm }) => ({ role, member: practiceAddress(role), ppm }))
  const terms = {
    group,
    revision: 1,
    shares: inOrder(members.map(({ member, ppm }) => ({ member, ppm }))),
    speaker: practiceAddress('generator'),
    reserveUnits: parseEther('0'),
    deadline: (await chainTime(provider)) + 86_400,
  }
  const domain = { ...groupDomain, chainId: practiceChainId, verifyingContract: addressOf('NodeGroups') }
  const signatures = []
  for (const { member } of terms.shares) {
    const role = members.find((one) => one.member === member)?.role ?? 'generator'
    signatures.push(await signer(role).signTypedData(domain, groupTypes, terms))
  }
  await call('generator', 'NodeGroups', 'createGroup', about, terms, signatures)
}
