import type { Outside } from '../../main/dispatch/controllers/controller.ts'
import type { Scenario } from './scenario.ts'

const lithium = { kind: 'battery', id: 'lithium', chemistry: 'liIon', ratedPowerKW: 2_500, ratedEnergyKWh: 7_000 }
const flywheels = { kind: 'flywheel', id: 'flywheels', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 }
const genset = { kind: 'genset', id: 'genset', ratedPowerKW: 1_000, minPowerKW: 300 }
const sun = { kind: 'pv', id: 'sun', ratedPowerKW: 8_000 }
const works = { kind: 'load', id: 'works', ratedPowerKW: 14_000 }
const c1 = { kind: 'container', id: 'c1', container: 'sha256Current' }
const c2 = { kind: 'container', id: 'c2', container: 'sha256Current' }
const old = { kind: 'container', id: 'old', container: 'sha256' }
const connection = { importLimitKW: 10_000, exportLimitKW: 5_000, nominalVoltageV: 10_000 }
const there = { grid: { voltageV: 10_000, frequencyHz: 50 } }
const lost = { grid: { voltageV: 0, frequencyHz: 0 } }

/** The grid is lost, and comes back. */
export const island: Scenario[] = [
  {
    name: 'grid lost: mining lets go at once, storage carries the works, the generator starts before it is empty',
    assets: [lithium, genset, c1, works],
    more: {
      connection,
      controllers: {
        surplusAbsorption: { mineFromGridKW: 5_000 },
        island: { startGenerator: true, startGeneratorBelowMin: 180, backAfterMin: 1 },
      },
    },
    soc: { lithium: 40 },
    rows: [
      {
        wait: 150,
        given: { works: -900 },
        points: there,
        setpoints: { c1: -1_300 },
        services: { islandSupport: 'armed' },
      },
      {
        wait: 5,
        points: lost,
        setpoints: { c1: 0, genset: 900 },
        because: { c1: 'grid lost for', genset: 'storage lasts' },
        services: { islandSupport: 'active' },
      },
      { wait: 60, setpoints: { c1: 0, lithium: [-20, 20], genset: 900 } },
      { wait: 30, points: there, setpoints: { c1: 0, genset: 900 }, because: { c1: 'back for' } },
      { wait: 200, setpoints: { c1: -1_300, genset: 0 }, services: { islandSupport: 'armed' } },
    ],
  },
  {
    name: 'without leave nobody starts the generator',
    assets: [lithium, genset, works],
    more: { connection, controllers: { island: {} } },
    soc: { lithium: 10 },
    rows: [
      { wait: 10, given: { works: -900 }, points: there },
      { wait: 10, points: lost, setpoints: { genset: null, lithium: [800, 920] } },
    ],
  },
  {
    name: 'storage keeps what the works would need: the peak above is not shaved with the reserve',
    assets: [lithium, works],
    more: { connection, controllers: { peakShaving: { aboveKW: 3_000 }, island: { reserveMin: 30 } } },
    soc: { lithium: 33 },
    rows: [
      {
        wait: 10,
        given: { works: -4_000 },
        points: there,
        setpoints: { lithium: 0 },
        because: { lithium: 'kept for the essential load' },
      },
    ],
  },
  {
    name: 'fault 90: the feedback of the breaker counts, not what was commanded',
    assets: [lithium, c1, works],
    more: { connection, controllers: { surplusAbsorption: { mineFromGridKW: 5_000 }, island: {} } },
    rows: [
      { wait: 150, given: { works: -900 }, points: { ...there, c1: { breakerClosed: 1 } }, setpoints: { c1: -1_300 } },
      {
        wait: 5,
        points: { c1: { breakerClosed: 0 } },
        setpoints: { c1: null },
        because: { c1: 'its breaker is open' },
      },
      { wait: 5, points: { grid: { breakerClosed: 0 } }, services: { islandSupport: 'active' } },
    ],
  },
]

/** Containers come back one by one after an outage. */
export const afterOutage: Scenario[] = [
  {
    name: 'fault 61: restart after an outage staggered, never above the import limit',
    assets: [c1, c2, old, works],
    more: {
      connection: { ...connection, importLimitKW: 4_000 },
      controllers: {
        surplusAbsorption: { mineFromGridKW: 5_000 },
        island: { backAfterMin: 0.1 },
        restart: { staggerS: 30 },
      },
    },
    rows: [
      { wait: 300, given: { works: -500 }, points: there, setpoints: { c1: -1_300, c2: -1_300 }, grid: [3_000, 3_960] },
      { wait: 20, points: lost, setpoints: { c1: 0, c2: 0, old: 0 } },
      { wait: 20, points: there, setpoints: { c1: 0, c2: 0, old: 0 }, because: { c1: 'restart after an outage' } },
      { wait: 30, grid: [500, 1_850], setpoints: { old: 0, c2: 0 } },
      { wait: 400, grid: [3_000, 3_960] },
    ],
  },
]

/** Sun and wind may change the power at the connection only so fast. */
export const smoothing: Scenario[] = [
  {
    name: 'a cloud: storage gives what sun has lost, and less and less of it',
    assets: [lithium, works, sun],
    more: { controllers: { rampSmoothing: { upKWPerMin: 600, downKWPerMin: 600 } } },
    rows: [
      { wait: 20, given: { works: -4_000, sun: 3_000 }, grid: 1_000, setpoints: { lithium: 0 } },
      {
        wait: 2,
        given: { sun: 1_800 },
        grid: [980, 1_080],
        setpoints: { lithium: [1_080, 1_220] },
        services: { rampSmoothing: 'active' },
      },
      { wait: 60, grid: [1_560, 1_680], because: { lithium: 'fall by at most 600 kW a minute' } },
      { wait: 90, grid: 2_200, setpoints: { lithium: 0 } },
    ],
  },
  {
    name: 'a step of the works is nobody’s ramp: it passes',
    assets: [lithium, works, sun],
    more: { controllers: { rampSmoothing: { upKWPerMin: 600, downKWPerMin: 600 } } },
    rows: [
      { wait: 20, given: { works: -2_000, sun: 1_000 } },
      { wait: 3, given: { works: -4_000 }, grid: [2_900, 3_050], setpoints: { lithium: [-80, 80] } },
    ],
  },
]

/** The mean of a quarter of an hour is what is charged for. */
export const demand: Scenario[] = [
  {
    name: 'a peak that was charged already is not shaved again',
    assets: [lithium, works],
    more: { controllers: { peakShaving: { aboveKW: 2_000, demand: {} } } },
    outside: { peakIncurredKW: 3_000 },
    rows: [
      { wait: 30, given: { works: -2_900 }, setpoints: { lithium: 0 }, grid: 2_900 },
      { wait: 840, setpoints: { lithium: 0 } },
      { wait: 60, given: { works: -3_500 }, grid: [2_900, 3_050], because: { lithium: 'the peak charged already' } },
    ],
  },
  {
    name: 'what was saved earlier in the quarter may be drawn later, and no more',
    assets: [lithium, works],
    more: { controllers: { peakShaving: { aboveKW: 2_000, demand: {} } } },
    rows: [
      { wait: 450, given: { works: -1_000 }, setpoints: { lithium: 0 } },
      { wait: 300, given: { works: -2_300 }, setpoints: { lithium: 0 }, grid: 2_300 },
      { wait: 20, given: { works: -3_000 }, grid: [2_300, 2_410] },
    ],
  },
  {
    name: 'nothing is charged for at night',
    assets: [lithium, works],
    more: { controllers: { peakShaving: { aboveKW: 2_000, demand: { from: '14:00', until: '20:00' } } } },
    rows: [{ wait: 60, given: { works: -3_000 }, setpoints: { lithium: 0 }, grid: 3_000 }],
  },
]

const noon = Date.UTC(2024, 5, 12, 12)
const plan: Outside['plan'] = {
  planId: 'p-1',
  stepFrom: noon,
  stepUntil: noon + 900_000,
  busPriceEurPerMWh: 60,
  gridKW: 2_000,
  powerKW: { lithium: 0, c1: -700 },
  storedValueEurPerMWh: { lithium: 80 },
}

/** The plan says what is worth it; limits and band stay above it. */
export const planned: Scenario[] = [
  {
    name: 'fault 64: without a plan the safe rules hold, and a plan that is over says since when',
    assets: [lithium, c1, works],
    more: { controllers: { surplusAbsorption: { mineFromGridKW: 2_300 } } },
    outside: { plan: { ...plan, stepUntil: noon + 60_000 } },
    rows: [
      { wait: 50, given: { works: -1_000 }, services: { economicPlan: 'active', surplusAbsorption: 'off' } },
      {
        wait: 120,
        services: { economicPlan: 'notAvailable', surplusAbsorption: 'active' },
        setpoints: { c1: [-1_300, -1_200] },
      },
    ],
  },
  {
    name: 'fault 64: a plan with numbers that are none is no plan',
    assets: [lithium, c1, works],
    more: { controllers: { surplusAbsorption: { mineFromGridKW: 2_500 } } },
    outside: { plan: { ...plan, powerKW: { lithium: Number.NaN } } },
    rows: [
      {
        wait: 120,
        given: { works: -1_000 },
        services: { economicPlan: 'notAvailable' },
        setpoints: { c1: [-1_300, -1_200] },
      },
    ],
  },
]

const price = (eurPerMWh: number, at = noon) => ({ importEurPerMWh: eurPerMWh, exportEurPerMWh: eurPerMWh - 10, at })
const priced = (eurPerMWh: number, at = noon): Outside => ({ plan, price: price(eurPerMWh, at) })

/** Storage acts on the price of the moment against what its energy is worth to the plan. */
export const byPrice: Scenario[] = [
  {
    name: 'a price above the worth of stored energy with losses and wear: it gives; below: it takes; between: it rests',
    assets: [lithium, c1, works],
    outside: priced(85),
    rows: [
      { wait: 30, given: { works: -5_000 }, setpoints: { lithium: 0 }, because: { c1: 'plan until' } },
      {
        wait: 20,
        outside: priced(400),
        setpoints: { lithium: 2_500 },
        because: { lithium: 'price 400 €/MWh, gives above' },
      },
      { wait: 20, outside: priced(-20), setpoints: { lithium: -2_500 }, because: { lithium: 'takes below' } },
    ],
  },
  {
    name: 'a price is no leave to break a limit: the peak is kept while energy is cheap',
    assets: [lithium, works],
    more: { controllers: { peakShaving: { aboveKW: 6_000 } } },
    outside: priced(-20),
    rows: [{ wait: 30, given: { works: -5_000 }, grid: [5_800, 6_000], setpoints: { lithium: [-1_000, -800] } }],
  },
  {
    name: 'fault 63: on a stale, missing or hundredfold price nobody acts; the power of the plan holds',
    assets: [lithium, works],
    outside: priced(85),
    rows: [
      { wait: 30, given: { works: -5_000 }, setpoints: { lithium: 0 } },
      { wait: 20, outside: priced(40_000), setpoints: { lithium: 0 } },
      { wait: 20, outside: priced(400, noon - 3_600_000), setpoints: { lithium: 0 } },
      { wait: 20, outside: priced(Number.NaN), setpoints: { lithium: 0 } },
      { wait: 20, outside: { plan }, setpoints: { lithium: 0 } },
    ],
  },
]

/** A flywheel that stopped itself waits for a person. */
export const tripped: Scenario[] = [
  {
    name: 'fault 89: after a trip the flywheel stays out when its fault is gone, until somebody resets it',
    assets: [flywheels, works],
    rows: [
      { wait: 10, given: { works: -9_000 }, setpoints: { flywheels: [900, 1_100] } },
      {
        wait: 3,
        points: { flywheels: { state: 8, faultCode: 7, vibrationMmPerS: 12 } },
        setpoints: { flywheels: null },
        because: { flywheels: 'fault, code 7' },
      },
      {
        wait: 10,
        points: { flywheels: { state: 1, faultCode: 0, vibrationMmPerS: 1 } },
        setpoints: { flywheels: null },
        because: { flywheels: 'tripped with fault, code 7 (vibration 12 mm/s): waits for a person' },
      },
    ],
  },
]

/** Two sources of one charge. */
export const twoCharges: Scenario[] = [
  {
    name: 'fault 88: of two charges that disagree the careful one counts, in either direction',
    assets: [lithium, works, sun],
    soc: { lithium: 50 },
    more: { controllers: { peakShaving: { aboveKW: 2_000 }, surplusAbsorption: {} } },
    rows: [
      {
        wait: 5,
        given: { works: -3_000, sun: 0 },
        points: { lithium: { secondSocPct: 50 } },
        setpoints: { lithium: [990, 1_030] },
      },
      {
        wait: 5,
        points: { lithium: { secondSocPct: 5 } },
        setpoints: { lithium: 0 },
        because: { lithium: 'not below 5 %' },
      },
      { wait: 5, given: { sun: 4_000 }, setpoints: { lithium: [-1_050, -950] } },
      {
        wait: 5,
        points: { lithium: { secondSocPct: 95 } },
        setpoints: { lithium: 0 },
        because: { lithium: 'not above 95 %' },
      },
    ],
  },
]
