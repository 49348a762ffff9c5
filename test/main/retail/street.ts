import type { RetailConfig } from '../../../domain/retail/settings.ts'

const energy = (ct: string) => ({ kind: 'energy', name: 'Energy', owner: 1, microMinorPerKWh: { all: ct } })

/** A street of two consumers and a plan of one band, for tests that change what they are about. */
export function street(changes: Partial<Record<keyof RetailConfig, unknown>> = {}) {
  return {
    prefix: 'PC',
    supplier: 1,
    collector: 4,
    parties: [
      { id: 1, name: 'Supply', role: 'supplier', iban: 'DE02120300000000202051' },
      { id: 2, name: 'Grid', role: 'grid', iban: 'DE02500105170137075030' },
      { id: 3, name: 'State', role: 'state', iban: 'DE02100500000054540402' },
      { id: 4, name: 'Bank', role: 'collector' },
    ],
    formula: { id: 1, version: 1, kind: 'components', parties: [1, 2, 3] },
    plans: [
      {
        id: 1,
        name: 'Steady',
        bands: [{ id: 'all', name: 'All day' }],
        components: [
          energy('14200000'),
          { kind: 'energy', name: 'Grid', owner: 2, microMinorPerKWh: { all: '8900000' } },
          { kind: 'daily', name: 'Meter', owner: 2, microMinorPerDay: '18600000' },
          { kind: 'percent', name: 'VAT', owner: 3, ppm: 190_000 },
        ],
      },
      {
        id: 2,
        name: 'Day and night',
        bands: [
          { id: 'night', name: 'Night', windows: [{ from: '22:00', until: '06:00' }] },
          { id: 'day', name: 'Day' },
        ],
        components: [
          { kind: 'energy', name: 'Energy', owner: 1, microMinorPerKWh: { day: '16400000', night: '9700000' } },
        ],
      },
    ],
    consumers: [consumer('anna', 'family', 4_000), { ...consumer('shop', 'shop', 20_000), isCompany: true }],
    ...changes,
  }
}

/** A consumer whose energies are made up. */
export function consumer(id: string, household: string, yearKWh: number) {
  return {
    id,
    name: id,
    meterPoint: `meter ${id}`,
    plan: 1,
    since: '2025-01-01',
    supply: { from: 'simulated', household, yearKWh },
  }
}
