import type { ServiceState } from '../../../../domain/rpc/dispatch/services.ts'

const minute = 60_000

/** Services as a site like Lindholm Works has them: one at work, two armed, a duty, and one that is not ready. */
export function demoServices(startedAt: number): ServiceState[] {
  const common = { servedBy: 'loop', since: startedAt - 200 * minute, nowKW: null, rules: '' } as const
  return [
    {
      ...common,
      id: 'fcr',
      label: 'FCR',
      service: 'fcrContinentalEurope',
      state: 'active',
      detail: '49.958 Hz: 210 kW up',
      promisedUpKW: 1_000,
      promisedDownKW: 1_000,
      readiness: { upKW: 1_900, upForMs: 42 * minute, downKW: 2_000, downForMs: null, neededForMs: 15 * minute },
      nowKW: 210,
      rules: 'Start within 2 s, full within 30 s, held for 15 min (Reg. (EU) 2017/1485, Annex V)',
    },
    {
      ...common,
      id: 'afrr',
      label: 'aFRR up',
      service: 'afrr',
      state: 'armed',
      detail: 'no set-point now',
      promisedUpKW: 2_000,
      promisedDownKW: 0,
      readiness: { upKW: 4_300, upForMs: null, downKW: 900, downForMs: null, neededForMs: null },
      rules: 'A new set-point every 4 s, full within 5 min',
    },
    {
      ...common,
      id: 'peakShaving',
      label: 'Peak shaving',
      state: 'armed',
      detail: 'import 2.10 MW below 9.90 MW',
      promisedUpKW: 0,
      promisedDownKW: 0,
      readiness: null,
    },
    {
      ...common,
      id: 'surplusAbsorption',
      label: 'Surplus absorption',
      state: 'off',
      detail: 'switched off in the site file',
      promisedUpKW: 0,
      promisedDownKW: 0,
      readiness: null,
    },
    {
      ...common,
      id: 'islandSupport',
      label: 'Island support',
      servedBy: 'device',
      state: 'armed',
      detail: 'flywheel 7 is out',
      promisedUpKW: 1_900,
      promisedDownKW: 0,
      readiness: { upKW: 1_800, upForMs: 5 * minute, downKW: 0, downForMs: null, neededForMs: 5 * minute },
      rules: 'Served by the flywheels themselves',
    },
  ]
}
