import { expect, test } from 'vitest'
import type { Rerun, RerunFigures } from '../../../domain/rpc/past/rerun.ts'
import { figureRows } from '../../../renderer/replay/rerun/figure-rows.ts'

const figures: RerunFigures = {
  importKWh: 12_000,
  exportKWh: 0,
  highestQuarterKW: 8_400,
  highestKW: 9_000,
  overImportLimitS: 0,
  minedKWh: 3_000,
  dischargedKWh: 500,
  storedMoreKWh: 0,
  importCostEur: 960,
  setpoints: 12,
}
const run = (kind: Rerun['kind'], more: Partial<RerunFigures> = {}): Rerun => ({
  kind,
  gridKW: [],
  storageKW: [],
  miningKW: [],
  figures: { ...figures, ...more },
})

test('the change is that of the settings alone: against the run with those of now, not against the recording', () => {
  const rows = figureRows({
    runs: [
      run('recorded', { highestQuarterKW: 8_700, setpoints: null }),
      run('asIs'),
      run('changed', { highestQuarterKW: 7_000, dischargedKWh: 900, importCostEur: null }),
    ],
  })
  const row = (label: string) => rows.find((it) => it.label === label)
  expect(row('Highest quarter of an hour')).toEqual({
    label: 'Highest quarter of an hour',
    unit: 'MW',
    values: { recorded: '8.70', asIs: '8.40', changed: '7.00' },
    change: '-1.40',
  })
  expect(row('Given by storage')).toMatchObject({ change: '+0.40' })
  expect(row('Setpoints written')).toMatchObject({ values: { recorded: '–', asIs: '12' }, change: '0' })
  expect(row('Cost of the import')).toMatchObject({ values: { changed: '–' }, change: '–' })
})
