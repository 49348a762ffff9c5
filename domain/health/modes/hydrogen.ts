import { above, below, type FailureMode } from './mode.ts'

/** How hydrogen storage fail. */
export const hydrogenModes = {
  stackDegradation: {
    name: 'Decay of the stack',
    kinds: ['hydrogen'],
    cause: 'Membrane and catalyst age: the electrolyser needs more voltage, the fuel cell gives less.',
    advice: 'Avoid starts and partial load; plan the exchange of the stack.',
    signs: [above('electrolyserCellV', 0.6), below('fuelCellCellV', 0.4)],
    limit: { point: 'electrolyserCellV', at: 2.2, direction: 'above' },
    levers: [
      { words: 'Run steadily above 40 %', rateRatio: 0.7 },
      { words: 'Start at most once a day', rateRatio: 0.8 },
    ],
    parts: ['Stack'],
    repairH: 72,
    repairEur: 60_000,
    failureEur: 95_000,
    developsDays: 180,
  },
  hydrogenLeak: {
    name: 'Hydrogen leak',
    kinds: ['hydrogen'],
    cause: 'The tank loses pressure while nothing is drawn.',
    advice: 'Leak test of joints and valves with the plant at rest.',
    signs: [below('hydrogenKg', 0.5), below('tankBar', 0.5)],
    levers: [{ words: 'Hold the tank below 150 bar', rateRatio: 0.6 }],
    parts: ['Valve seals'],
    repairH: 12,
    repairEur: 2_500,
    failureEur: 50_000,
    developsDays: 45,
  },
} as const satisfies Record<string, FailureMode>
