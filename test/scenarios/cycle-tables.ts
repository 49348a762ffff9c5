import type { Scenario } from './scenario.ts'

const flywheels = { kind: 'flywheel', id: 'flywheels', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 }
const lithium = { kind: 'battery', id: 'lithium', chemistry: 'liIon', ratedPowerKW: 2_500, ratedEnergyKWh: 7_000 }
const agm = { kind: 'battery', id: 'agm', chemistry: 'agm', ratedPowerKW: 500, ratedEnergyKWh: 600 }
const sun = { kind: 'pv', id: 'sun', ratedPowerKW: 8_000 }
const works = { kind: 'load', id: 'works', ratedPowerKW: 14_000 }
const c1 = { kind: 'container', id: 'c1', container: 'sha256Current' }
const c2 = { kind: 'container', id: 'c2', container: 'sha256Current' }
const old = { kind: 'container', id: 'old', container: 'sha256' }
const hydrogen = {
  kind: 'hydrogen',
  id: 'hydrogen',
  electrolyserKW: 800,
  electrolyserMinKW: 120,
  fuelCellKW: 400,
  tankKg: 520,
}

/** Peak shaving gives the excess above 8 MW and nothing more. */
export const peak: Scenario[] = [
  {
    name: 'peak shaving: nothing below the threshold, the excess above it, nothing afterwards',
    assets: [flywheels, lithium, works],
    rows: [
      { wait: 10, given: { works: -7_000 }, setpoints: { flywheels: 0, lithium: 0 }, grid: 7_000 },
      { wait: 2, given: { works: -9_000 }, setpoints: { flywheels: [700, 1_020] }, grid: 7_985 },
      { wait: 60, setpoints: { flywheels: 0, lithium: 1_015 }, because: { lithium: 'shaved above 8.00 MW' } },
      { wait: 5, given: { works: -7_900 }, setpoints: { flywheels: 0, lithium: 0 }, grid: 7_900 },
    ],
  },
  {
    name: 'the import limit holds also where nobody shaves peaks',
    assets: [flywheels, lithium, works],
    more: { controllers: {} },
    rows: [
      { wait: 10, given: { works: -9_000 }, setpoints: { flywheels: 0, lithium: 0 }, grid: 9_000 },
      { wait: 3, given: { works: -10_800 }, grid: [9_850, 9_950] },
      { wait: 60, setpoints: { lithium: [840, 900] }, because: { lithium: 'import limit 10.00 MW' } },
    ],
  },
  {
    name: 'a peak longer than the flywheels alone can last: they end empty at their limit, not below',
    assets: [flywheels, works],
    soc: { flywheels: 20 },
    rows: [
      { wait: 1, given: { works: -7_000 } },
      { wait: 400, given: { works: -9_500 }, setpoints: { flywheels: 0 }, because: { flywheels: 'not below 10 %' } },
    ],
  },
]

/** Surplus goes to mining, then to batteries, then to the electrolyser, then to the grid. */
export const surplus: Scenario[] = [
  {
    name: 'mining takes the surplus, storage only holds until it has',
    assets: [lithium, c1, c2, works, sun],
    rows: [
      { wait: 10, given: { works: -2_000, sun: 2_000 }, setpoints: { c1: 0, c2: 0, lithium: 0 } },
      { wait: 5, given: { sun: 3_800 }, setpoints: { lithium: [-1_900, -1_300] }, because: { lithium: 'surplus' } },
      { wait: 115, setpoints: { lithium: 0 }, grid: [-20, 100], because: { c1: 'surplus 1.80 MW' } },
      { wait: 60, given: { sun: 1_900 }, setpoints: { c1: 0, c2: 0, lithium: 0 }, grid: 100 },
    ],
  },
  {
    name: 'mining may go on while the import stays below what it is allowed from the grid',
    assets: [lithium, c1, c2, works, sun],
    more: { controllers: { surplusAbsorption: { mineFromGridKW: 1_500 } } },
    rows: [
      { wait: 150, given: { works: -500, sun: 0 }, setpoints: { c1: [-1_030, -450] }, grid: [1_400, 1_530] },
      { wait: 90, given: { works: -1_600 }, setpoints: { c1: 0, c2: 0 }, grid: 1_600 },
    ],
  },
  {
    name: 'export that is to be left alone is left alone',
    assets: [lithium, c1, works, sun],
    more: { controllers: { surplusAbsorption: { exportAboveKW: 500 } } },
    rows: [
      { wait: 60, given: { works: -2_000, sun: 2_400 }, setpoints: { c1: 0, lithium: 0 }, grid: -400 },
      { wait: 120, given: { sun: 3_000 }, setpoints: { c1: [-570, -430] }, grid: [-530, -430] },
    ],
  },
  {
    name: 'surplus above what mining takes charges the battery, then runs the electrolyser',
    assets: [{ ...lithium, ratedPowerKW: 500 }, c1, hydrogen, works, sun],
    rows: [
      { wait: 20, given: { works: -2_000, sun: 2_000 } },
      {
        wait: 120,
        given: { sun: 4_500 },
        setpoints: { c1: -1_300, lithium: -500, hydrogen: [-760, -600] },
        grid: [-150, 20],
      },
      { wait: 60, given: { sun: 2_000 }, setpoints: { c1: 0, hydrogen: -120 }, because: { hydrogen: 'no surplus' } },
    ],
  },
]

/** The wear of each kind orders the use of batteries. */
export const storageOrder: Scenario[] = [
  {
    name: 'lithium first, lead-acid only for the rest',
    assets: [{ ...lithium, ratedPowerKW: 800 }, agm, works],
    soc: { agm: 98 },
    rows: [
      { wait: 10, given: { works: -7_000 } },
      { wait: 30, given: { works: -8_600 }, setpoints: { lithium: 615, agm: 0 } },
      { wait: 30, given: { works: -9_000 }, setpoints: { lithium: 800, agm: 215 } },
    ],
  },
]

/** Lead-acid AGM in buffer mode: at most 20 % of its charge is used. */
export const agmNeverBelow80: Scenario[] = [
  {
    name: 'AGM tapers off and never goes below 80 % by discharge',
    assets: [agm, works],
    soc: { agm: 83 },
    rows: [
      { wait: 5, given: { works: -7_000 } },
      { wait: 5, given: { works: -9_000 }, setpoints: { agm: 500 } },
      { wait: 900, setpoints: { agm: [0, 5] }, because: { agm: 'not below 80 %' } },
    ],
  },
]

/** What protects a container. */
export const containerLimits: Scenario[] = [
  {
    name: 'heat takes power back, too much cold keeps it asleep',
    assets: [c1, works, sun],
    rows: [
      { wait: 120, given: { works: -500, sun: 2_500 }, points: { c1: { ambientDegC: 20 } }, setpoints: { c1: -1_300 } },
      {
        wait: 20,
        points: { c1: { ambientDegC: 37 } },
        setpoints: { c1: [-760, -700] },
        because: { c1: 'limit of 38' },
      },
      { wait: 20, points: { c1: { ambientDegC: 39 } }, setpoints: { c1: -180 } },
      { wait: 20, points: { c1: { ambientDegC: -45 } }, setpoints: { c1: 0 }, because: { c1: 'not below -40' } },
    ],
  },
  {
    name: 'the least efficient container sheds first',
    assets: [c1, old, works, sun],
    rows: [
      { wait: 150, given: { works: -500, sun: 3_200 }, setpoints: { c1: -1_300, old: -1_300 } },
      { wait: 30, given: { sun: 2_400 }, setpoints: { c1: -1_300, old: [-700, -540] } },
      { wait: 30, given: { sun: 1_300 }, setpoints: { c1: [-680, -580], old: -180 } },
    ],
  },
  {
    name: 'a container out of service gets no setpoint',
    assets: [c1, c2, works, sun],
    rows: [
      {
        wait: 90,
        given: { works: -500, sun: 2_500 },
        points: { c1: { state: 9 } },
        setpoints: { c1: null, c2: -1_300 },
        because: { c1: 'out of service' },
      },
    ],
  },
]

/** Assets on one cable share its limit. */
export const feeder: Scenario[] = [
  {
    name: 'two containers on a feeder of 1.5 MW share it',
    assets: [{ ...c1, feeder: 'row' }, { ...c2, feeder: 'row' }, works, sun],
    more: {
      feeders: [{ id: 'row', name: 'Row 1', limitKW: 1_500 }],
      controllers: { surplusAbsorption: {} },
    },
    rows: [
      { wait: 10, given: { works: -500, sun: 500 } },
      { wait: 150, given: { sun: 3_500 }, grid: [-1_650, -1_500] },
    ],
  },
]

/** Beyond the export limit only curtailment is left. */
export const curtailment: Scenario[] = [
  {
    name: 'sun is curtailed at the export limit, and runs free again when there is room',
    assets: [lithium, works, sun],
    soc: { lithium: 95 },
    more: { connection: { importLimitKW: 10_000, exportLimitKW: 3_000 }, controllers: {} },
    rows: [
      { wait: 10, given: { works: -2_000, sun: 4_000 }, setpoints: { sun: null }, grid: -2_000 },
      {
        wait: 30,
        given: { sun: 7_000 },
        setpoints: { sun: [4_800, 5_000] },
        grid: [-3_000, -2_800],
        because: { sun: 'export limit 3.00 MW' },
      },
      { wait: 30, given: { works: -5_000 }, grid: [-2_200, -1_900] },
    ],
  },
]

/** What sun and wind can give now is not a limit to hold them to. */
export const free: Scenario[] = [
  {
    name: 'sun runs free although its inverter names what it can give now',
    assets: [works, sun],
    rows: [
      {
        wait: 10,
        given: { works: -3_000, sun: 1_000 },
        points: { sun: { maxPowerKW: 1_000 } },
        setpoints: { sun: null },
      },
      { wait: 1, given: { sun: 2_000 }, grid: 1_000, because: { sun: 'runs free' } },
    ],
  },
]

/** A connection too weak for all that would like to draw. */
export const weakGrid: Scenario[] = [
  {
    name: 'at the import limit mining is released, whatever it was allowed',
    assets: [c1, c2, works],
    more: {
      connection: { importLimitKW: 3_000, exportLimitKW: 0 },
      controllers: { surplusAbsorption: { mineFromGridKW: 5_000 } },
    },
    rows: [
      {
        wait: 150,
        given: { works: -1_000 },
        setpoints: { c1: [-1_300, -600], c2: [-1_300, -600] },
        grid: [2_800, 2_960],
      },
      { wait: 5, given: { works: -2_500 }, grid: [2_500, 2_960] },
      { wait: 30, given: { works: -3_200 }, setpoints: { c1: 0, c2: 0 }, grid: 3_200 },
    ],
  },
]
