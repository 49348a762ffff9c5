import type { HealthRule, RuleEvent, RuleState } from '../../../../../domain/health/rules.ts'
import type { EpochMs } from '../../../../../domain/units.ts'

const dayMs = 86_400_000

type Told = [
  id: string,
  title: string,
  kind: string,
  mode: string | null,
  state: RuleState,
  fired90d: number,
  versions: number,
  body: string,
]

const told: readonly Told[] = [
  [
    'flywheel-bearing-hot',
    'Hot flywheel bearing',
    'flywheel',
    'bearingWear',
    'live',
    3,
    4,
    `when state is running
if bearingDegC above model by 12 K for 6 h
  and standbyLossKW above peers by 50 % for 6 h
then forecast bearingWear, severity 2
  advise "Plan the exchange of the bearing; until then keep the speed down."
  source "ISO 13373-2"`,
  ],
  [
    'transformer-oil-hot',
    'Transformer oil too hot for its load',
    'grid',
    'transformerCooling',
    'live',
    2,
    2,
    `if oilDegC above model by 6 K for 12 h
then forecast transformerCooling, severity 2`,
  ],
  [
    'container-fan-slow',
    'Fans work harder than their row',
    'container',
    'fanWear',
    'live',
    7,
    1,
    `if fanRpm below peers by 10 % for 24 h
then forecast fanWear, severity 2`,
  ],
  [
    'container-short-circuit-air',
    'Warm air comes back',
    'container',
    null,
    'live',
    11,
    2,
    `if inletDegC above ambientDegC by 6 K for 30 min
then breach "warm air comes back into the inlet", severity 2`,
  ],
  [
    'battery-cell-spread',
    'Lowest cell falls away',
    'battery',
    'weakCell',
    'live',
    1,
    1,
    `if cellVoltageMinV below model by 0.05 V for 2 h
then forecast weakCell, severity 2`,
  ],
  [
    'electrolyser-voltage',
    'Electrolyser needs more voltage',
    'hydrogen',
    'stackDegradation',
    'live',
    0,
    1,
    `if electrolyserCellV above model by 0.05 V for 24 h
then forecast stackDegradation, severity 3`,
  ],
  [
    'container-filter',
    'Filters closed',
    'container',
    'filterFouling',
    'draft',
    0,
    2,
    `if filterPa above 220 Pa for 3 h
then forecast filterFouling, severity 3`,
  ],
  [
    'pv-insulation',
    'Insulation on wet mornings',
    'pv',
    'insulationLoss',
    'retired',
    0,
    1,
    `if insulationKOhm below 200 kΩ for 1 h
then forecast insulationLoss, severity 3`,
  ],
]

/** Rules that are there at first, with the versions before. */
export function firstRules(startedAt: EpochMs): HealthRule[] {
  return told.flatMap(([id, title, kind, mode, state, fired90d, versions, body]) => {
    const text = `rule "${title}"\nfor ${kind}\n${body}\n`
    return Array.from({ length: versions }, (_, i): HealthRule => {
      const isNewest = i === versions - 1
      return {
        id,
        version: i + 1,
        title,
        text: isNewest ? text : text.replace(/by (\d+)/, (_match, n: string) => `by ${Number(n) + versions - 1 - i}`),
        state: isNewest ? state : 'retired',
        isStarter: i === 0,
        kind,
        mode,
        author: i === 0 ? 'Powerchain' : 'I. Petrova',
        reason: i === 0 ? 'comes with the product' : 'fired too late in spring',
        at: startedAt - (versions - i) * 41 * dayMs,
        fired90d: isNewest ? fired90d : 0,
      }
    })
  })
}

const assetsOf: Record<string, readonly string[]> = {
  'flywheel-bearing-hot': ['flywheels'],
  'transformer-oil-hot': ['grid'],
  'battery-cell-spread': ['agm'],
}

/** When a rule held in the last 90 days. */
export function eventsOf(id: string, startedAt: EpochMs): RuleEvent[] {
  const rule = told.find(([known]) => known === id)
  const assets = assetsOf[id] ?? ['container-4', 'container-3', 'container-4']
  return Array.from({ length: rule?.[5] ?? 0 }, (_, i) => {
    const from = startedAt - Math.round((2 + i * 11.3) * dayMs)
    return {
      ruleId: id,
      version: rule?.[6] ?? 1,
      assetId: assets[i % assets.length] ?? 'grid',
      from,
      to: i === 0 ? null : from + (3 + i) * 3_600_000,
      severity: 2,
      words: i === 0 ? 'holds since then' : `held ${3 + i} h`,
    }
  })
}
