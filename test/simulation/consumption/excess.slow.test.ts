import { describe, expect, test } from 'vitest'
import { monthsOf } from './simulated-months.ts'

const late = { startsAt: 50, developsOver: 60 }

describe('months of the simulated site', () => {
  test('what wears and draws more is told with its cause, and nothing else', { timeout: 600_000 }, () => {
    const { standing, told } = monthsOf(120, 8, [
      { asset: 'factory', mode: 'hiddenConsumption', startsAt: 60, developsOver: 40 },
      { asset: 'container-4', mode: 'efficiencyDrift', ...late },
      { asset: 'flywheels', mode: 'vacuumLeak', unit: 2, ...late },
      { asset: 'hydrogen', mode: 'stackDegradation', ...late },
    ])
    expect(Object.fromEntries(standing.map(({ assetId, causes }) => [assetId, causes[0]?.name]))).toEqual({
      factory: 'Something stays on: leak of compressed air, pump, heater',
      'container-4': 'Chips hot or aged',
      flywheels: 'Vacuum poorer',
      hydrogen: 'Stack aged',
    })
    expect(told.every(({ day }) => day > 50)).toBe(true)
    // before two thirds of the time to the failure are over
    for (const { day } of told.filter(({ assetId }) => assetId !== 'factory')) expect(day).toBeLessThan(90)
  })

  test('a healthy year through all seasons: at most one false word', { timeout: 900_000 }, () => {
    expect(monthsOf(365, 21, []).told.length).toBeLessThanOrEqual(1)
  })
})
