import type { Figure } from './figure.ts'
import { batteryFigures } from './health/battery/battery.ts'
import { bearingFigures } from './health/bearing/bearing.ts'
import { chainFigures } from './health/chain/chain.ts'
import { cmapssFigures } from './health/cmapss/cmapss.ts'
import { dataFolder as dataDir } from './health/data-folder.ts'
import { nabFigures } from './health/nab/nab.ts'
import { skabFigures } from './health/skab/skab.ts'
import { trainingFigures } from './health/training/training.ts'
import { yearFigures } from './health/year/year.ts'

/**
 * Figures of health: detection and remaining life on public data (one configuration for all), a simulated year with
 * planted faults, and what all of it costs.
 */
export async function measure(): Promise<Figure[]> {
  return [
    ...nabFigures({ dataDir }),
    ...skabFigures({ dataDir }),
    ...(await cmapssFigures({ dataDir })),
    ...batteryFigures({ dataDir }),
    ...bearingFigures({ dataDir }),
    ...chainFigures(),
    ...(await trainingFigures()),
    ...(await yearFigures()),
  ]
}
