import type { Person } from '../../../domain/access.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { assetStateOf } from '../../../domain/asset.ts'
import type { TripBook } from '../controllers/memory.ts'
import type { DeskNeeds } from './desk-needs.ts'

/** Where a person takes an asset back into service that its own protection stopped. */
export interface TripDesk {
  /** @throws PowerchainError `Dispatch.UnknownAsset`, `Dispatch.StaleData` while its fault is still there */
  resetTrip(person: Person, assetId: string, reason: string): void
}

/** Desk over the assets that wait for a reset. */
export function createTripDesk({
  site,
  trips,
  audit,
  view,
}: Pick<DeskNeeds, 'site' | 'audit' | 'view'> & { trips: TripBook }): TripDesk {
  return {
    resetTrip(person, assetId, reason) {
      const asset = site.assets.find((a) => a.id === assetId)
      const trip = trips.get(assetId)
      if (!asset || !trip) throw new PowerchainError('Dispatch.UnknownAsset', `"${assetId}" waits for no reset.`)
      const state = assetStateOf(view.image().value(assetId, 'state'))
      if (state === undefined || state === 'fault')
        throw new PowerchainError('Dispatch.StaleData', `${asset.name}: its fault is still there, or not to be seen.`)
      audit({ person: person.name, action: 'TripReset', assetId, detail: `${asset.name}, ${trip.text}: ${reason}` })
      trips.delete(assetId)
    },
  }
}
