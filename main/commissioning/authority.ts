import type { z } from 'zod'
import type { Person } from '../../domain/access.ts'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { authorityInput } from '../../domain/rpc/field/commissioning.ts'
import type { Authority } from '../../domain/setpoint.ts'
import { authorityByFile, type SiteConfig } from '../../domain/site.ts'
import type { WriteAudit } from '../audit/audit.ts'
import type { Records } from './records.ts'

/** Who steers each asset: the site file, the acceptance of its device and what people decided, taken together. */
export interface AuthorityDesk {
  of(assetId: string): Authority
  /** @throws PowerchainError `Dispatch.UnknownAsset`; `Field.NotAccepted` for control that nobody may take yet */
  set(person: Person, input: z.infer<typeof authorityInput>): void
}

/** What the decision rests on. */
export interface AuthorityNeeds {
  site: SiteConfig
  records: Pick<Records, 'authority'>
  /** Whether an engineer found the device right, as it is now. */
  isAccepted(deviceId: string): boolean
  audit: WriteAudit
  clock: Clock
}

/** The desk of a site. What a person decided outlives a restart; what the site file only monitors stays so. */
export function createAuthority({ site, records, isAccepted, audit, clock }: AuthorityNeeds): AuthorityDesk {
  const assets = new Map(site.assets.map((asset) => [asset.id, asset]))
  const byFile = new Map(site.assets.map(({ id }) => [id, authorityByFile(site, id)]))
  const whenOurs = (assetId: string): Authority => {
    const configured = byFile.get(assetId) ?? 'monitor'
    if (configured !== 'commissioning') return configured
    return isAccepted(assets.get(assetId)?.device ?? '') ? 'control' : 'commissioning'
  }
  const of = (assetId: string): Authority => {
    const ours = whenOurs(assetId)
    const decided = records.authority.get(assetId)?.authority ?? 'control'
    return ours === 'monitor' || decided === 'control' ? ours : decided
  }
  return {
    of,
    set(person, { assetId, authority, reason }) {
      const asset = assets.get(assetId)
      if (!asset) throw new PowerchainError('Dispatch.UnknownAsset', `There is no asset "${assetId}".`)
      const ours = whenOurs(assetId)
      if (ours === 'monitor' && authority !== 'monitor')
        throw new PowerchainError('Field.NotAccepted', `${asset.name} is monitored only: so says the site file.`)
      if (ours === 'commissioning' && authority === 'control')
        throw new PowerchainError(
          'Field.NotAccepted',
          `${asset.name} is in commissioning: it is steered once an engineer has accepted it.`,
        )
      const detail = `${asset.name}: ${authorityWords[of(assetId)]} to ${authorityWords[authority]}: ${reason}`
      audit({ person: person.name, action: 'AuthorityChanged', assetId, detail })
      records.authority.set(assetId, { authority, by: person.name, at: clock.now(), reason })
    },
  }
}

const authorityWords: Record<Authority, string> = {
  control: 'control',
  monitor: 'monitor only',
  handedOver: 'handed over',
  commissioning: 'commissioning',
}
