import { type AssetKind, isControllable } from '../../../domain/asset.ts'
import type { Stop } from '../../../domain/clock.ts'
import type { SimulatedField } from '../../field-side.ts'
import type { VirtualClock } from '../virtual-clock.ts'

/** What a fault works upon. */
export interface FaultPlace {
  field: SimulatedField
  clock: VirtualClock
  deviceId: string
  assetId: string
  /** A number in [0, 1) of its own, drawn when it begins. */
  draw: number
}

/** A fault as data: where it can strike, how long it lasts, what it does. */
export interface FaultKind {
  name: string
  /** Number in the fault list, as in the names of the tests. */
  number: number
  /** Kinds of asset whose device it strikes; absent = it strikes the whole site. */
  strikes?: (kind: AssetKind) => boolean
  /** Shortest and longest, seconds. */
  lastsS: readonly [least: number, most: number]
  /** Readings of the device are not what is, though they look it. */
  isLie?: true
  /** Of the whole site: when nobody can see or do anything about it; absent = never. */
  blinds?: 'throughout' | 'at its edges'
  /** Begins it; what is returned ends it. */
  begin(place: FaultPlace): Stop
}

type Field = SimulatedField

const any = () => true
const isGrid = (kind: AssetKind) => kind === 'grid'
const isStorage = (kind: AssetKind) => kind === 'battery' || kind === 'flywheel'

function wire(fault: NonNullable<ReturnType<Field['wires']['get']>>['fault']) {
  return ({ field, deviceId }: FaultPlace): Stop => {
    const found = field.wires.get(deviceId)
    if (found) found.fault = fault
    return () => {
      if (found) found.fault = undefined
    }
  }
}

function device(fault: Parameters<Field['plant']['fault']>[1]) {
  return ({ field, deviceId }: FaultPlace): Stop => {
    field.plant.fault(deviceId, fault)
    return () => field.plant.fault(deviceId, undefined)
  }
}

/** Faults of the list that a control loop can meet, with the times they last in the field. */
export const faultKinds: readonly FaultKind[] = [
  { name: 'unplugged', number: 1, strikes: any, lastsS: [5, 300], begin: wire('cut') },
  { name: 'half-open link', number: 2, strikes: any, lastsS: [5, 180], begin: wire('halfOpen') },
  { name: 'flapping link', number: 3, strikes: any, lastsS: [5, 60], begin: flap },
  { name: 'counters begin again', number: 4, strikes: any, lastsS: [1, 1], begin: restart },
  { name: 'slow answers', number: 5, strikes: any, lastsS: [20, 300], begin: wire('slow') },
  { name: 'frozen values', number: 18, strikes: any, lastsS: [10, 300], isLie: true, begin: device('stuck') },
  {
    name: 'accepts, does not follow',
    number: 21,
    strikes: isControllable,
    lastsS: [20, 900],
    begin: device('ignoreWrites'),
  },
  { name: 'another master writes', number: 24, strikes: isControllable, lastsS: [10, 300], begin: otherMaster },
  { name: 'clock jumps', number: 36, lastsS: [60, 600], blinds: 'at its edges', begin: clockJump },
  { name: 'machine pauses', number: 81, lastsS: [1, 1], blinds: 'throughout', begin: pause },
  { name: 'grid meter silent', number: 2, strikes: isGrid, lastsS: [3, 120], begin: wire('halfOpen') },
  {
    name: 'container loses its pool',
    number: 60,
    strikes: (kind) => kind === 'container',
    lastsS: [60, 1_800],
    begin: device('idle'),
  },
  { name: 'supply lost, mass restart', number: 61, lastsS: [20, 300], blinds: 'throughout', begin: blackout },
  {
    name: 'state of charge jumps',
    number: 88,
    strikes: isStorage,
    lastsS: [60, 900],
    isLie: true,
    begin: device('socJump'),
  },
  { name: 'trip', number: 89, strikes: isControllable, lastsS: [60, 1_200], begin: device('tripped') },
  { name: 'over-frequency', number: 63, lastsS: [10, 120], begin: overFrequency },
]

/** 0.3 s away, 0.3 s there. */
function flap({ field, clock, deviceId }: FaultPlace): Stop {
  const found = field.wires.get(deviceId)
  const stop = clock.every(300, () => {
    if (found) found.fault = found.fault ? undefined : 'cut'
  })
  return () => {
    stop()
    if (found) found.fault = undefined
  }
}

function restart({ field, deviceId }: FaultPlace): Stop {
  field.plant.devices.get(deviceId)?.restart()
  return () => {}
}

/** Somebody else writes another power; in the end he gives back what he found. */
function otherMaster({ field, deviceId, draw }: FaultPlace): Stop {
  const found = field.plant.devices.get(deviceId)
  const { setpointKW: before = 0, minPowerKW = 0, maxPowerKW = 0 } = found?.points() ?? {}
  found?.writeSetpoint(minPowerKW + draw * (maxPowerKW - minPowerKW))
  return () => found?.writeSetpoint(before)
}

/** An hour forward or two back, as when a time server is found again. */
function clockJump({ clock, draw }: FaultPlace): Stop {
  const byMs = draw < 0.5 ? 3_600_000 : -7_200_000
  clock.setWall(clock.now() + byMs)
  return () => clock.setWall(clock.now() - byMs)
}

/** The machine stands still for up to half a minute while the plant goes on. */
function pause({ clock, draw }: FaultPlace): Stop {
  clock.sleep(Math.round(1_000 + 29_000 * draw))
  return () => {}
}

function blackout({ field }: FaultPlace): Stop {
  field.plant.darken(true)
  return () => field.plant.darken(false)
}

function overFrequency({ field, draw }: FaultPlace): Stop {
  field.plant.holdFrequency(50.2 + 0.8 * draw)
  return () => field.plant.holdFrequency(undefined)
}
