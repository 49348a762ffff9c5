import { expect, test } from 'vitest'
import type { Comparison, Rerun } from '../../../domain/rpc/past/rerun.ts'
import { compareRuns } from '../../../main/rerun/compare-runs.ts'
import { begin, recordedPlant, recordedWith } from './recorded-plant.ts'

const quiet = () => {}
let recorded: ReturnType<typeof recordedPlant> | undefined
/** The plant with its usual settings, recorded once for all tests. */
const usual = () => (recorded ??= recordedPlant())

function runOf({ runs }: Comparison, kind: Rerun['kind']): Rerun {
  const run = runs.find((it) => it.kind === kind)
  if (!run) throw new RangeError(kind)
  return run
}

test('what a rerun says a setting would have changed is what it changes in a plant that really has it', async () => {
  const { samplesOf, task } = await usual()
  const foreseen = await compareRuns(task({ peakAboveKW: 7_000 }), samplesOf, quiet)
  const really = await recordedWith({ peakAboveKW: 7_000 })
  const truth = runOf(await compareRuns(really.task(), really.samplesOf, quiet), 'recorded').figures
  const [then, asIs, changed] = (['recorded', 'asIs', 'changed'] as const).map((kind) => runOf(foreseen, kind).figures)
  const lessImportKWh = (asIs?.importKWh ?? 0) - (changed?.importKWh ?? 0)
  expect(lessImportKWh).toBeGreaterThan(20)
  expect(lessImportKWh / ((then?.importKWh ?? 0) - truth.importKWh)).toBeCloseTo(1, 1)
  expect((changed?.dischargedKWh ?? 0) / truth.dischargedKWh).toBeCloseTo(1, 1)
  // what was not imported came out of the storages, with the loss of one way
  expect(changed?.storedMoreKWh).toBeLessThan(-lessImportKWh)
  expect(changed?.importCostEur).toBeCloseTo((changed?.importKWh ?? 0) * 0.08, 3)
}, 60_000)

test('with the settings of now the calculation is near what was recorded, and the grid is held as it was', async () => {
  const { samplesOf, task } = await usual()
  const compared = await compareRuns(task(), samplesOf, quiet)
  const [then, asIs, changed] = [runOf(compared, 'recorded'), runOf(compared, 'asIs'), runOf(compared, 'changed')]
  expect(asIs).toEqual({ ...changed, kind: 'asIs' })
  expect(asIs.figures.importKWh / then.figures.importKWh).toBeCloseTo(1, 1)
  const steps = then.gridKW.map((kW, i) => Math.abs((kW ?? 0) - (asIs.gridKW[i] ?? 0))).slice(150, 230)
  expect(Math.max(...steps)).toBeLessThan(60)
  expect(compared).toMatchObject({ from: begin, stepMs: 1_000, knownRatio: 1 })
  expect(then.gridKW).toHaveLength(360)
}, 60_000)

test('a silent meter is neither counted nor steered by, and a silent battery is left alone', async () => {
  const blind = await recordedPlant({ until: { grid: 175 } })
  const compared = await compareRuns(blind.task(), blind.samplesOf, quiet)
  expect(compared.knownRatio).toBe(0.5)
  expect(runOf(compared, 'asIs').gridKW.slice(185)).toEqual(Array(175).fill(null))
  const deaf = await recordedPlant({ until: { battery: 60 } })
  const without = runOf(await compareRuns(deaf.task({ peakAboveKW: 7_000 }), deaf.samplesOf, quiet), 'changed')
  const { samplesOf, task } = await usual()
  const withIt = runOf(await compareRuns(task({ peakAboveKW: 7_000 }), samplesOf, quiet), 'changed')
  expect(without.figures.dischargedKWh).toBeLessThan(0.75 * withIt.figures.dischargedKWh)
}, 60_000)
