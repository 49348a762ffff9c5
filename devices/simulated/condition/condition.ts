import type { Ms } from '../../../domain/units.ts'
import type { Surroundings, Values } from '../models/model.ts'

/** The sensors that watch the condition of an asset, apart from what it needs to do its work. */
export interface Condition {
  /** Moves on by `dtMs`; `values` are what the asset says of itself. */
  step(dtMs: Ms, values: Values, surroundings: Surroundings): void
  /** What the sensors add to these values, or show in their place. */
  values(values: Values): Values
}
