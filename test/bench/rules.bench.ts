import { atLeast, atMost, type Figure } from './figure.ts'
import { playedQuarter } from './rules/quarter.ts'
import { editing, scans, tried } from './rules/speed.ts'

/** Figures of the rules of health: what they cost, and what the starter rules alone see of a simulated quarter. */
export async function measure(): Promise<Figure[]> {
  const [demo, large] = [scans({ rules: 100, containers: 6 }), scans({ rules: 300, containers: 50 })]
  const { checkMs, completeMs } = editing()
  const { tookS, events } = await tried(90)
  const healthy = playedQuarter([])
  const failing = playedQuarter(planted)
  return [
    atMost('100 rules over the demonstration site: a scan, median', demo.medianMs, 'ms', 2),
    atMost('the same, p99', demo.p99Ms, 'ms', 10),
    atMost('300 rules over a site of 50 containers and the rest: a scan, median', large.medianMs, 'ms', 20),
    atMost('keeping what 100 rules remember, once a minute', demo.keepMs, 'ms', 20),
    atMost('its size', demo.keptKB, 'kB', 2_000),
    atMost('check of a text while it is written', checkMs, 'ms', 10),
    atMost('completion at its end', completeMs, 'ms', 10),
    atMost('a rule tried over 90 days by the minute', tookS, 's', 10),
    atLeast('times it would have fired (the fault is in the data)', events, '', 1),
    atMost('healthy simulated quarter, starter rules without models: firings', healthy.size, '', 0),
    atLeast(`of ${planted.length} planted failures named by a starter rule without models`, named(failing), '', 10),
    atMost('other failures named beside them', others(failing), '', 1),
  ]
}

const planted = [
  { asset: 'flywheels', mode: 'bearingWear' },
  { asset: 'agm', mode: 'selfDischarge' },
  { asset: 'li-ion', mode: 'thermalRunUp' },
  { asset: 'hydrogen', mode: 'hydrogenLeak' },
  { asset: 'container-1', mode: 'hashBoardLoss' },
  { asset: 'container-2', mode: 'fanWear' },
  { asset: 'container-3', mode: 'filterFouling' },
  { asset: 'container-4', mode: 'efficiencyDrift' },
  { asset: 'container-5', mode: 'rebootLoop' },
  { asset: 'grid', mode: 'breakerWear' },
  { asset: 'pv', mode: 'insulationLoss' },
  { asset: 'genset', mode: 'starterBattery' },
  { asset: 'factory', mode: 'hiddenConsumption' },
  { asset: 'wind', mode: 'gearWear' },
] as const

const keys = new Set<string>(planted.map(({ asset, mode }) => `${asset} ${mode}`))

function named(found: ReadonlySet<string>): number {
  return [...found].filter((key) => keys.has(key)).length
}

function others(found: ReadonlySet<string>): number {
  return found.size - named(found)
}
