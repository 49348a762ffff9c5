import type { Scenario } from './scenario.ts'

const flywheels = { kind: 'flywheel', id: 'flywheels', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 }
const lithium = { kind: 'battery', id: 'lithium', chemistry: 'liIon', ratedPowerKW: 2_500, ratedEnergyKWh: 7_000 }
const sun = { kind: 'pv', id: 'sun', ratedPowerKW: 8_000 }
const works = { kind: 'load', id: 'works', ratedPowerKW: 14_000 }
const c1 = { kind: 'container', id: 'c1', container: 'sha256Current' }
const c2 = { kind: 'container', id: 'c2', container: 'sha256Current' }
const old = { kind: 'container', id: 'old', container: 'sha256' }
const mining = { controllers: { surplusAbsorption: { mineFromGridKW: 6_000 } } }

/** Ceilings of the grid operator and of aggregators: kept, and never reached for. */
export const limits: Scenario[] = [
  {
    name: 'an import limit of the grid operator: mining gives way at once, and takes it back afterwards',
    assets: [lithium, c1, c2, works],
    more: mining,
    rows: [
      { wait: 200, given: { works: -1_000 }, setpoints: { c1: -1_300, c2: -1_300 }, grid: 3_600 },
      {
        wait: 3,
        asked: { subject: 'importLimit', powerKW: 2_000, forS: 120 },
        grid: [1_000, 1_965],
      },
      { wait: 60, grid: [1_700, 1_965] },
      { wait: 260, setpoints: { c1: -1_300, c2: -1_300 }, grid: 3_600 },
    ],
  },
  {
    name: 'an import limit below what the works need: storage gives the rest, as long as it can',
    assets: [lithium, works],
    more: { controllers: {} },
    rows: [
      { wait: 10, given: { works: -3_000 }, setpoints: { lithium: 0 }, grid: 3_000 },
      {
        wait: 20,
        asked: { subject: 'importLimit', powerKW: 1_500, forS: 600 },
        setpoints: { lithium: [1_540, 1_620] },
        grid: [1_380, 1_460],
        because: { lithium: 'Grid operator: import limit 1.50 MW' },
      },
    ],
  },
  {
    name: 'a limit above what flows changes nothing: a ceiling is no value to reach',
    assets: [lithium, works],
    rows: [
      { wait: 10, given: { works: -3_000 }, grid: 3_000 },
      {
        wait: 20,
        asked: { subject: 'importLimit', powerKW: 5_000, forS: 600 },
        setpoints: { lithium: 0 },
        grid: 3_000,
      },
    ],
  },
  {
    name: 'an export limit of zero: storage takes what it can, sun is curtailed for the rest',
    assets: [{ ...lithium, ratedPowerKW: 500 }, works, sun],
    more: { controllers: {} },
    rows: [
      { wait: 10, given: { works: -1_000, sun: 3_000 }, grid: -2_000 },
      {
        wait: 40,
        asked: { subject: 'exportLimit', powerKW: 0, forS: 600 },
        setpoints: { lithium: [-500, -450], sun: [1_300, 1_520] },
        grid: [-40, 160],
        because: { sun: 'Grid operator: export limit 0 kW' },
      },
    ],
  },
  {
    name: 'a load limit counts every draw, and the works come first',
    assets: [c1, c2, works, sun],
    more: mining,
    rows: [
      { wait: 200, given: { works: -1_000, sun: 3_000 }, setpoints: { c1: -1_300, c2: -1_300 } },
      {
        wait: 20,
        asked: { subject: 'loadLimit', powerKW: 2_500, forS: 600 },
        grid: [-900, -400],
        because: { c1: 'Grid operator: load limit 2.50 MW' },
      },
    ],
  },
  {
    name: 'a generation limit holds sun down, and what it leaves is not replaced by storage',
    assets: [lithium, works, sun],
    more: { controllers: {} },
    rows: [
      { wait: 10, given: { works: -1_000, sun: 3_000 }, grid: -2_000 },
      {
        wait: 20,
        asked: { subject: 'generationLimit', powerKW: 2_000, forS: 600 },
        setpoints: { sun: 2_000, lithium: 0 },
        grid: -1_000,
        because: { sun: 'Grid operator: generation limit 2.00 MW' },
      },
    ],
  },
  {
    name: 'the limit of a feeder may be lowered at run time',
    assets: [{ ...c1, feeder: 'row' }, { ...c2, feeder: 'row' }, works, sun],
    more: { ...mining, feeders: [{ id: 'row', name: 'Row 1', limitKW: 3_000 }] },
    rows: [
      { wait: 200, given: { works: -500, sun: 3_500 }, setpoints: { c1: -1_300, c2: -1_300 } },
      {
        wait: 40,
        asked: { subject: 'feederLimit', feederId: 'row', powerKW: 1_500, forS: 600 },
        grid: [-1_750, -1_450],
      },
    ],
  },
  {
    name: 'the transformer leaves less active power when reactive power flows',
    assets: [lithium, works],
    more: { controllers: {}, connection: { importLimitKW: 10_000, exportLimitKW: 5_000, transformerKVA: 5_000 } },
    rows: [
      { wait: 10, given: { works: -4_600 }, points: { grid: { reactivePowerKvar: 0 } }, setpoints: { lithium: 0 } },
      {
        wait: 20,
        points: { grid: { reactivePowerKvar: 3_000 } },
        grid: [3_880, 3_960],
        because: { lithium: 'transformer 5.00 MVA' },
      },
    ],
  },
  {
    name: 'a limit with a ramp is approached from the power at its begin',
    assets: [lithium, works],
    more: { controllers: {} },
    rows: [
      { wait: 10, given: { works: -3_000 }, grid: 3_000 },
      { wait: 30, asked: { subject: 'importLimit', powerKW: 1_000, rampMs: 60_000, forS: 600 }, grid: [1_870, 2_050] },
      { wait: 40, grid: [880, 960] },
    ],
  },
]

/** Power to reach at the connection, or of an asset. */
export const dispatched: Scenario[] = [
  {
    name: 'a dispatch at the connection: storage at once, mining follows and relieves it',
    assets: [lithium, c1, c2, works],
    more: mining,
    rows: [
      { wait: 200, given: { works: -1_000 }, setpoints: { c1: -1_300, c2: -1_300 }, grid: 3_600 },
      { wait: 2, asked: { subject: 'gridPower', powerKW: 2_600, forS: 300 }, grid: [2_480, 2_640] },
      { wait: 120, setpoints: { lithium: [-60, 60] }, grid: [2_560, 2_640], because: { c1: 'import 2.60 MW until' } },
      { wait: 10, given: { works: -500 }, grid: [2_560, 2_640] },
    ],
  },
  {
    name: 'a dispatch that returns with a ramp does not jump',
    assets: [lithium, works],
    more: { controllers: {} },
    rows: [
      { wait: 10, given: { works: -3_000 }, grid: 3_000 },
      { wait: 10, asked: { subject: 'gridPower', powerKW: 1_000, forS: 10, returnRampMs: 600_000 }, grid: 1_000 },
      { wait: 60, grid: [1_500, 2_600] },
      { wait: 600, setpoints: { lithium: 0 }, grid: 3_000 },
    ],
  },
  {
    name: 'a dispatch beyond the limit of the connection stops there',
    assets: [lithium, works],
    more: { controllers: {}, connection: { importLimitKW: 4_000, exportLimitKW: 5_000 } },
    rows: [
      { wait: 10, given: { works: -3_000 } },
      { wait: 20, asked: { subject: 'gridPower', powerKW: 4_000, forS: 300 }, grid: [3_900, 3_960] },
    ],
  },
  {
    name: 'a received setpoint for one container holds for it alone',
    assets: [c1, c2, works, sun],
    more: mining,
    rows: [
      { wait: 200, given: { works: -500, sun: 3_500 }, setpoints: { c1: -1_300, c2: -1_300 } },
      {
        wait: 20,
        asked: { subject: 'asset', assetId: 'c1', powerKW: -400, forS: 300 },
        setpoints: { c1: -400, c2: -1_300 },
        because: { c1: 'Grid operator: draws 400 kW until' },
      },
    ],
  },
  {
    name: 'in manual mode ceilings hold; an event that begins later waits',
    assets: [lithium, c1, works],
    rows: [
      {
        wait: 10,
        given: { works: -1_000 },
        asked: { subject: 'gridPower', powerKW: 500, fromS: 60, forS: 60 },
        grid: 1_000,
      },
      { wait: 70, grid: [460, 540] },
      { wait: 60, setpoints: { lithium: 0 }, grid: 1_000 },
    ],
  },
]

/** Promises by contract: the same at the connection, within their tolerance, after what the grid operator says. */
export const commitments: Scenario[] = [
  {
    name: 'a promised delivery is kept within its tolerance, by no more than needed',
    assets: [lithium, works],
    more: { controllers: {} },
    outside: {
      commitments: [
        {
          id: 'd-1',
          counterparty: 'Nordkraft',
          label: 'delivery',
          from: 0,
          until: Date.UTC(2024, 5, 12, 18),
          powerKW: -500,
          toleranceKW: 100,
          penaltyEurPerMWh: 300,
        },
      ],
    },
    rows: [
      {
        wait: 20,
        given: { works: -1_000 },
        grid: [-430, -360],
        because: { lithium: 'Nordkraft: export 500 kW until' },
      },
      { wait: 20, asked: { subject: 'gridPower', powerKW: 0, forS: 600 }, grid: [-40, 40] },
    ],
  },
]

const fcr = {
  controllers: {
    frequencyResponse: {
      services: [{ id: 'fcr', service: 'fcrContinentalEurope', upKW: 1_000, downKW: 1_000 }],
    },
  },
}

/** Droop on the measured frequency, and mining that lets go. */
export const frequency: Scenario[] = [
  {
    name: 'FCR: nothing in the dead band, half at 100 mHz, all at 200 mHz, more draw at high frequency',
    assets: [flywheels, lithium, works],
    more: fcr,
    rows: [
      {
        wait: 10,
        given: { works: -3_000 },
        points: { grid: { frequencyHz: 50.005 } },
        grid: 3_000,
        services: { fcr: 'armed' },
      },
      { wait: 3, points: { grid: { frequencyHz: 49.895 } }, grid: [2_480, 2_590], services: { fcr: 'active' } },
      { wait: 3, points: { grid: { frequencyHz: 49.7 } }, grid: [1_980, 2_030] },
      { wait: 3, points: { grid: { frequencyHz: 50.2 } }, grid: [3_970, 4_030], because: { flywheels: 'for FCR' } },
      { wait: 20, points: { grid: { frequencyHz: 50 } }, grid: 3_000, services: { fcr: 'armed' } },
    ],
  },
  {
    name: 'FCR kept for a quarter of an hour: mining relieves the storage',
    assets: [flywheels, c1, c2, works],
    more: { controllers: { ...fcr.controllers, ...mining.controllers } },
    rows: [
      {
        wait: 200,
        given: { works: -1_000 },
        points: { grid: { frequencyHz: 50 } },
        setpoints: { c1: -1_300, c2: -1_300 },
      },
      { wait: 2, points: { grid: { frequencyHz: 49.8 } }, grid: [2_480, 2_640] },
      { wait: 900, setpoints: { flywheels: [-90, 90] }, grid: [2_560, 2_640], services: { fcr: 'active' } },
    ],
  },
  {
    name: 'what happens on site while FCR acts is not hidden by it',
    assets: [flywheels, lithium, works],
    more: fcr,
    rows: [
      { wait: 10, given: { works: -3_000 }, points: { grid: { frequencyHz: 50 } } },
      { wait: 3, points: { grid: { frequencyHz: 49.8 } }, grid: [1_980, 2_030] },
      { wait: 5, given: { works: -4_000 }, grid: [2_960, 3_040] },
    ],
  },
  {
    name: 'a stale frequency is answered with nothing, and said so',
    assets: [flywheels, lithium, works],
    more: fcr,
    rows: [
      { wait: 10, given: { works: -3_000 }, grid: 3_000, services: { fcr: 'notAvailable' } },
      { wait: 10, points: { grid: { frequencyHz: 0 } }, grid: 3_000, services: { fcr: 'notAvailable' } },
    ],
  },
  {
    name: 'FCR on top of a dispatch: both are delivered',
    assets: [flywheels, lithium, works],
    more: fcr,
    rows: [
      { wait: 10, given: { works: -3_000 }, points: { grid: { frequencyHz: 50 } } },
      { wait: 5, asked: { subject: 'gridPower', powerKW: 2_500, forS: 600 }, grid: [2_460, 2_540] },
      { wait: 5, points: { grid: { frequencyHz: 49.8 } }, grid: [1_470, 1_530], because: { flywheels: 'for FCR' } },
    ],
  },
  {
    name: 'a service that is promised beyond what is ready is not available, with the reason',
    assets: [{ ...lithium, ratedPowerKW: 400 }, works],
    more: fcr,
    rows: [
      { wait: 10, given: { works: -3_000 }, points: { grid: { frequencyHz: 50 } }, services: { fcr: 'notAvailable' } },
    ],
  },
  {
    name: 'mining lets go by stages, the least efficient first, and comes back when the frequency has',
    assets: [c1, old, works],
    more: {
      controllers: {
        ...mining.controllers,
        frequencyResponse: {
          shedding: [
            { belowHz: 49.7, sharePct: 50 },
            { belowHz: 49.2, sharePct: 100 },
          ],
          restoreAfterMin: 1,
        },
      },
    },
    rows: [
      {
        wait: 200,
        given: { works: -500 },
        points: { grid: { frequencyHz: 50 } },
        setpoints: { c1: -1_300, old: -1_300 },
      },
      { wait: 1, points: { grid: { frequencyHz: 49.65 } }, setpoints: { c1: -1_300, old: 0 } },
      {
        wait: 1,
        points: { grid: { frequencyHz: 49.1 } },
        setpoints: { c1: 0, old: 0 },
        because: { c1: 'below 49.2 Hz' },
      },
      { wait: 30, points: { grid: { frequencyHz: 49.95 } }, setpoints: { c1: 0, old: 0 } },
      { wait: 5, points: { grid: { frequencyHz: 49.6 } }, setpoints: { c1: 0, old: 0 } },
      { wait: 180, points: { grid: { frequencyHz: 50 } }, setpoints: { c1: [-800, 0], old: [-800, 0] } },
      { wait: 400, setpoints: { c1: -1_300, old: -1_300 } },
    ],
  },
]

/** Services that inverter and flywheel controller serve by themselves. */
export const inDevice: Scenario[] = [
  {
    name: 'dynamic containment is armed when every device says so, and not by our word',
    assets: [flywheels, works],
    more: {
      controllers: {
        frequencyResponse: {
          services: [{ id: 'dc', service: 'dynamicContainment', upKW: 500, downKW: 500, assets: ['flywheels'] }],
        },
      },
    },
    rows: [
      { wait: 5, given: { works: -3_000 }, points: { grid: { frequencyHz: 50 } }, services: { dc: 'notAvailable' } },
      { wait: 5, points: { flywheels: { responseArmed: 0 } }, services: { dc: 'notAvailable' } },
      { wait: 5, points: { flywheels: { responseArmed: 1 } }, services: { dc: 'armed' } },
    ],
  },
]
