import { above, type FailureMode } from './mode.ts'

/** How flywheels fail. */
export const flywheelModes = {
  bearingWear: {
    name: 'Bearing wear',
    kinds: ['flywheel'],
    cause: 'A bearing loses its surface: friction heats it, the wheel shakes and coasts down faster.',
    advice: 'Plan the exchange of the bearing; until then keep the speed down.',
    signs: [above('bearingDegC', 0.45), above('vibrationMmPerS', 0.3), above('standbyLossKW', 0.25)],
    limit: { point: 'bearingDegC', at: 95, direction: 'above' },
    levers: [
      { words: 'Hold stored energy below 60 %', rateRatio: 0.6 },
      { words: 'Grease the bearing', rateRatio: 0.5 },
    ],
    parts: ['Bearing set', 'Grease'],
    repairH: 16,
    repairEur: 4_300,
    failureEur: 38_000,
    developsDays: 56,
  },
  vacuumLeak: {
    name: 'Vacuum leak',
    kinds: ['flywheel'],
    cause: 'Air enters the housing and brakes the wheel.',
    advice: 'Look for the leak at seals and feedthroughs; pump down.',
    signs: [above('vacuumPa', 0.7), above('standbyLossKW', 0.3)],
    limit: { point: 'vacuumPa', at: 5, direction: 'above' },
    levers: [{ words: 'Pump down once a week', rateRatio: 0.5 }],
    parts: ['Seal kit'],
    repairH: 8,
    repairEur: 1_800,
    failureEur: 12_000,
    developsDays: 60,
  },
  imbalance: {
    name: 'Imbalance',
    kinds: ['flywheel'],
    cause: 'Mass has moved in the rotor: it shakes once a turn, and the bearings stay cool.',
    advice: 'Balance the rotor; look at the windings of the rim.',
    signs: [above('imbalanceMmPerS', 0.65), above('vibrationMmPerS', 0.35)],
    limit: { point: 'vibrationMmPerS', at: 7.1, direction: 'above' },
    levers: [
      { words: 'Balance the rotor', rateRatio: 0.2 },
      { words: 'Hold stored energy below 60 %', rateRatio: 0.6 },
    ],
    parts: ['Balance weights'],
    repairH: 12,
    repairEur: 3_000,
    failureEur: 60_000,
    developsDays: 45,
  },
} as const satisfies Record<string, FailureMode>
