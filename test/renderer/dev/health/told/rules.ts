import type { HealthRule, RuleEvent } from '../../../../../domain/health/rules.ts'
import type { EpochMs } from '../../../../../domain/units.ts'

const dayMs = 86_400_000

const told = [
  [
    'flywheel-bearing-hot',
    'Hot flywheel bearing',
    'flywheel',
    'bearingWear',
    'live',
    3,
    4,
    'rule "Hot flywheel bearing"\nfor flywheel\nwhen bearingDegC above model by 12 K for 6 h\n  and standbyLossKW above peers by 50 % for 6 h\nthen forecast bearingWear\nseverity 1\ncause "The bearing loses its surface."\nadvice "Plan the exchange of the bearing."\n',
  ],
  [
    'transformer-oil-hot',
    'Transformer oil too hot for its load',
    'grid',
    'transformerCooling',
    'live',
    2,
    2,
    'rule "Transformer oil too hot for its load"\nfor grid\nwhen oilDegC above model by 6 K for 12 h\nthen forecast transformerCooling\nseverity 2\n',
  ],
  [
    'container-fan-slow',
    'Fans work harder than their row',
    'container',
    'fanWear',
    'live',
    7,
    1,
    'rule "Fans work harder than their row"\nfor container\nwhen fanPct above peers by 10 % for 24 h\nthen forecast fanWear\nseverity 2\n',
  ],
  [
    'container-short-circuit-air',
    'Warm air comes back',
    'container',
    null,
    'live',
    11,
    2,
    'rule "Warm air comes back"\nfor container\nwhen inletDegC above ambientDegC by 6 K for 30 min\nthen breach\nseverity 2\n',
  ],
  [
    'battery-cell-spread',
    'Cell voltages drift apart',
    'battery',
    'weakCell',
    'live',
    1,
    1,
    'rule "Cell voltages drift apart"\nfor battery\nwhen cellVoltageMaxV - cellVoltageMinV above 0.05 V for 2 h\nthen forecast weakCell\nseverity 2\n',
  ],
  [
    'electrolyser-voltage',
    'Electrolyser needs more voltage',
    'hydrogen',
    'stackDegradation',
    'live',
    0,
    1,
    'rule "Electrolyser needs more voltage"\nfor hydrogen\nwhen electrolyserCellV rises by 0.02 V in 30 d\nthen forecast stackDegradation\nseverity 3\n',
  ],
  [
    'container-filter',
    'Filters closed',
    'container',
    'filterFouling',
    'draft',
    0,
    2,
    'rule "Filters closed"\nfor container\nwhen filterPa above 220 Pa for 3 h\nthen forecast filterFouling\nseverity 3\n',
  ],
  [
    'pv-insulation',
    'Insulation on wet mornings',
    'pv',
    'insulationLoss',
    'retired',
    0,
    1,
    'rule "Insulation on wet mornings"\nfor pv\nwhen insulationKOhm below 200 kOhm for 1 h\nthen forecast insulationLoss\nseverity 3\n',
  ],
] as const

/** Rules that are there at first, with the versions before. */
export function firstRules(startedAt: EpochMs): HealthRule[] {
  return told.flatMap(([id, title, kind, mode, state, fired90d, versions, text]) =>
    Array.from({ length: versions }, (_, i): HealthRule => {
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
    }),
  )
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
