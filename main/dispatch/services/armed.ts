import type { OfferedService } from '../../../domain/dispatch/controller-settings.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { Image } from '../../image.ts'
import { spanWords } from '../words.ts'

/** A device without the model for it gives no value: it never tells. */
export function tells(assetId: string, image: Image): boolean {
  return image.reading(assetId, 'responseArmed').value !== null
}

/** Which assets serve by themselves, and why the service is not armed; empty when it is. */
export interface Armed {
  /** Assets whose device tells whether it is armed. */
  able: readonly string[]
  why: string
}

/**
 * Reads from the devices themselves whether their own frequency response is switched on: a service in the device counts as
 * armed by its feedback, never by our order.
 */
export function armedIn(offered: OfferedService, { site, image }: { site: SiteConfig; image: Image }): Armed {
  const asked = site.assets.filter((a) => offered.assets?.includes(a.id) ?? tells(a.id, image))
  const able = asked.filter((a) => tells(a.id, image)).map((a) => a.id)
  if (asked.length === 0) return { able, why: 'no device here tells whether its own response is armed' }
  for (const { id, name } of asked) {
    const reading = image.reading(id, 'responseArmed')
    if (!tells(id, image)) return { able, why: `${name} does not tell whether its own response is armed` }
    const value = image.value(id, 'responseArmed')
    if (value === undefined)
      return {
        able,
        why: `${name}: whether it is armed is ${reading.quality}, ${spanWords(image.at - reading.at)} old`,
      }
    if (value !== 1) return { able, why: `${name} is not armed` }
  }
  return { able, why: '' }
}
