import type { Asset } from '../../../../domain/asset.ts'
import { type PointName, pointSpec } from '../../../../domain/points.ts'
import type { Reading } from '../../../../domain/reading.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { seeded } from '../../historian/signals.ts'

/** What a container of this bench tells. */
export const containerPoints: readonly PointName[] = [
  'activePowerKW',
  'setpointKW',
  'voltageV',
  'currentA',
  'hashrateTHs',
  'efficiencyJPerTH',
  'inletDegC',
  'outletDegC',
  'hottestChipDegC',
  'ambientDegC',
  'fanPct',
  'fanRpm',
  'filterPa',
  'absorbedKWh',
  'state',
  'minersHashing',
  'minersFaulty',
  'boardsHashing',
  'restartCount',
  'reactivePowerKvar',
]

/** A container whose load steps now and then and whose heat follows; one reading a second of each of its points. */
export interface BenchContainer {
  asset: Asset
  read(at: EpochMs): Partial<Record<PointName, Reading>>
}

/** The same number gives the same container. */
export function benchContainer(number: number): BenchContainer {
  const random = seeded(number + 1)
  const id = `container-${number}`
  const asset = { kind: 'container', id, name: id, device: id, maxAgeMs: 2_000, ratedPowerKW: 1_300 } as Asset
  let [loadKW, warmKW, energyKWh] = [800, 800, 50_000 + number]
  const about = (value: number, by: number) => value + by * (random() - 0.5)
  return {
    asset,
    read(at) {
      if (random() < 0.002) loadKW = 300 + 1_000 * random()
      warmKW += (loadKW - warmKW) / 600
      energyKWh += loadKW / 3_600
      const airDegC = 12 + 6 * Math.sin(at / 13_750_987)
      const fan = 30 + airDegC + warmKW / 40
      const heatK = (warmKW * 0.8) / fan
      const numbers = [
        -about(loadKW, 4),
        -loadKW,
        about(400, 2),
        about(loadKW * 1.44, 6),
        about(loadKW * 34, 300),
        about(29, 0.3),
      ]
      const air = [
        about(airDegC + 1, 0.2),
        about(airDegC + 1 + heatK, 0.4),
        about(airDegC + 40 + heatK, 0.6),
        about(airDegC, 0.2),
      ]
      const fans = [about(fan, 0.5), about(fan * 36, 10), about((fan / 100) ** 2 * 180, 2)]
      const counts = [energyKWh, 3, 380, 0, 1_140, 812, about(40, 2)]
      const values = [...numbers, ...air, ...fans, ...counts]
      return Object.fromEntries(
        containerPoints.map((point, i) => {
          const factor = 10 ** pointSpec(point).decimals
          return [point, { value: Math.round((values[i] ?? 0) * factor) / factor, at, quality: 'good' }]
        }),
      )
    },
  }
}
