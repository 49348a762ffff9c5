import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { deviceFaults, loadDefinitions, readChecked } from '../../../devices/index.ts'
import { systemClock } from '../../../main/clock.ts'
import { loadSite } from '../../../main/config/load-site.ts'
import { listWork } from '../../../main/field/list/check-list.ts'
import { createDeviceList } from '../../../main/field/list/device-list.ts'
import { withRow } from '../../../renderer/views/field/device-list/list-file.ts'
import { draftRow, newDraft, requiredRatings } from '../../../renderer/views/field/scan/add/add-draft.ts'

const folder = mkdtempSync(join(tmpdir(), 'add-device-'))
afterAll(() => rmSync(folder, { recursive: true }))
const siteFile = join(folder, 'site.yaml')
writeFileSync(
  siteFile,
  `version: 1
name: Works
connection: { importLimitKW: 1000, exportLimitKW: 500 }
devices:
  - { id: grid, definition: powerchain/grid-meter, endpoint: "modbus-tcp://10.0.0.5:502" }
assets:
  - { kind: grid, id: grid, name: Grid, device: grid }
`,
)
const definitions = loadDefinitions()
const list = createDeviceList({
  siteFile,
  keepSiteFile: false,
  dataDir: folder,
  work: listWork((file) =>
    loadSite({
      file,
      field: {
        read: readChecked,
        kindOf: (id) => definitions.get(id)?.kind,
        faultsOf: (config) => deviceFaults(config, definitions),
      },
    }),
  ),
  audit: () => {},
  clock: systemClock,
})

const added = [
  ['container', 'powerchain/mining-container'],
  ['battery', 'powerchain/li-ion-battery'],
  ['flywheel', 'powerchain/flywheel-bank'],
  ['hydrogen', 'powerchain/hydrogen-storage'],
  ['genset', 'powerchain/genset'],
  ['pv', 'solaredge/inverter'],
  ['wind', 'powerchain/wind-park'],
  ['load', 'powerchain/works-meter'],
] as const

test.each(added)('a %s as the form describes it is what the engine adds', async (kind, definition) => {
  const isOpcUa = definitions.get(definition)?.protocol === 'opcUa'
  const endpoint = isOpcUa ? 'opc.tcp://10.0.0.9:4840' : 'modbus-tcp://10.0.0.9:502'
  const of = isOpcUa ? { definition, endpoint } : { definition, endpoint, unit: 4 }
  const model = { kind, maker: 'Maker', model: 'Model' } as never
  const draft = newDraft(model, { maker: '', model: '' } as never, 'S-1', new Set(['grid']))
  const ratings = Object.fromEntries(
    requiredRatings(kind).map(({ name, choices }) => [name, choices?.[0]?.value ?? '10']),
  )
  const check = await list.check(withRow(await list.export('csv'), draftRow({ ...draft, ratings }, of, kind)))
  expect(check.faults).toEqual([])
  expect(check.changes).toMatchObject([{ deviceId: kind, what: 'added' }])
})
