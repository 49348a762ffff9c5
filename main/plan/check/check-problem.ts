import { at, type PlanProblem, stepCount } from '../problem.ts'

/** Why a problem can't be planned with: series of another length, numbers that are none, limits out of order. */
export function problemFaults(problem: PlanProblem): string[] {
  const n = stepCount(problem)
  if (n < 1) return ['there is no step to plan']
  const faults: string[] = []
  for (let t = 0; t < n; t++)
    if (!(at(problem.edges, t + 1) > at(problem.edges, t))) faults.push(`step ${t} has no length`)
  for (const [name, series] of seriesOf(problem)) {
    if (series.length !== n) faults.push(`${name} has ${series.length} steps instead of ${n}`)
    else if (!series.every(Number.isFinite)) faults.push(`${name} has a value that is not a number`)
  }
  for (const [name, value] of numbersOf(problem)) if (!Number.isFinite(value)) faults.push(`${name} is not a number`)
  const { importPriceEurPerMWh, exportPriceEurPerMWh } = problem
  const turned = importPriceEurPerMWh.findIndex((price, t) => price < at(exportPriceEurPerMWh, t))
  if (turned >= 0) faults.push(`in step ${turned} export brings more than import costs`)
  for (const { id, floorKWh, ceilingKWh } of [...problem.storages, ...problem.tanks])
    if (floorKWh > ceilingKWh) faults.push(`the lowest energy of ${id} is above its highest`)
  for (const { id, fill, drain } of problem.tanks)
    for (const unit of [fill, drain])
      if (!problem.units.some((one) => one.id === unit)) faults.push(`${id} has no unit ${unit}`)
  return faults
}

function seriesOf(problem: PlanProblem): [string, readonly number[]][] {
  const { sources, storages, units, reserve, emergencyKWh } = problem
  return [
    ['the import price', problem.importPriceEurPerMWh],
    ['the export price', problem.exportPriceEurPerMWh],
    ['the import limit', problem.importLimitKW],
    ['the export limit', problem.exportLimitKW],
    ['the load', problem.loadDrawKW],
    ...sources.map(({ id, availableKW }): [string, readonly number[]] => [`the forecast of ${id}`, availableKW]),
    ...storages.flatMap((s): [string, readonly number[]][] => [
      [`the charge limit of ${s.id}`, s.chargeLimitKW],
      [`the discharge limit of ${s.id}`, s.dischargeLimitKW],
    ]),
    ...units.map(({ id, maxKW }): [string, readonly number[]] => [`the highest power of ${id}`, maxKW]),
    ...(reserve
      ? ([
          ['the reserve upwards', reserve.upKW],
          ['the reserve downwards', reserve.downKW],
        ] as [string, number[]][])
      : []),
    ...(emergencyKWh ? ([['the emergency reserve', emergencyKWh]] as [string, readonly number[]][]) : []),
  ]
}

function numbersOf({ storages, tanks, units, demandCharge }: PlanProblem): [string, number][] {
  const energies = [...storages, ...tanks].flatMap((s): [string, number][] => [
    [`the energy of ${s.id}`, s.startKWh],
    [`the lowest energy of ${s.id}`, s.floorKWh],
    [`the highest energy of ${s.id}`, s.ceilingKWh],
    [`the worth of the energy of ${s.id}`, s.end.valueEurPerMWh],
    [`the target of ${s.id}`, s.end.targetKWh],
  ])
  const costs = units.flatMap((u): [string, number][] => [
    [`the cost of ${u.id}`, u.costEurPerMWh],
    [`the start cost of ${u.id}`, u.startCostEur],
    [`the power of ${u.id}`, u.start.powerKW],
  ])
  const peak: [string, number][] = demandCharge
    ? [
        ['the demand charge', demandCharge.eurPerKW],
        ['the peak so far', demandCharge.peakSoFarKW],
      ]
    : []
  return [
    ...energies,
    ...storages.map((s): [string, number] => [`the wear of ${s.id}`, s.wearEurPerMWh]),
    ...costs,
    ...peak,
  ]
}
