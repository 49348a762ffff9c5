import type { Ms } from '../../../domain/units.ts'
import type { Profile } from './profile.ts'

const samples = 4

/** A profile as a meter averages it over the span before each instant. */
export function averaged(profile: Profile, spanMs: Ms): Profile {
  return {
    quantity: profile.quantity,
    valueAt(at) {
      let total = 0
      for (let i = 0; i < samples; i++) total += profile.valueAt(at - (spanMs * i) / samples)
      return total / samples
    },
  }
}
