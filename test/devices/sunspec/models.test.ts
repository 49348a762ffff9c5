import { expect, test } from 'vitest'
import { loadModels } from '../../../devices/sunspec/load-models.ts'
import { fieldSize } from '../../../devices/sunspec/model.ts'

const models = loadModels()
const wanted = [
  1, 101, 102, 103, 111, 112, 113, 120, 121, 122, 123, 124, 201, 202, 203, 204, 211, 212, 213, 214, 220, 701, 702, 703,
  704, 711, 713, 714, 715, 802, 803, 804, 805,
]

test('every model of the list is described once', () => {
  expect([...models.keys()].sort((a, b) => a - b)).toEqual(wanted)
})

test.each(wanted)(
  'model %i: fields do not overlap, lie inside, and are read with their factor in one request',
  (id) => {
    const model = models.get(id)
    if (!model) throw new Error('missing')
    const fields = Object.entries(model.fields).toSorted(([, a], [, b]) => a.at - b.at)
    const end = Math.max(...(model.lengths ?? [1_000])) + 2
    const overlong = fields.filter(([, field], i) => field.at + fieldSize(field) > (fields[i + 1]?.[1].at ?? end))
    expect(overlong).toEqual([])
    expect(fields[0]?.[1].at).toBeGreaterThanOrEqual(2)
    const torn = fields.filter(([, field]) => {
      const factorAt = model.fields[field.factor ?? '']?.at ?? field.at
      return Math.max(field.at + fieldSize(field), factorAt + 1) - Math.min(field.at, factorAt) > 125
    })
    expect(torn).toEqual([])
  },
)

test.each([
  // conventions of the trade, counted from the ID register
  [103, { W: 14, Hz: 16, VA: 18, VAr: 20, PF: 22, WH: 24, DCV: 29, TmpCab: 33, St: 38, Evt1: 40 }],
  [120, { WRtg: 3, WHRtg: 19, AhrRtg: 21, MaxChaRte: 23, MaxDisChaRte: 25 }],
  [123, { Conn: 4, WMaxLimPct: 5, WMaxLim_Ena: 9 }],
  [124, { WChaMax: 2, StorCtl_Mod: 5, MinRsvPct: 7, ChaState: 8, ChaSt: 11, OutWRte: 12, InWRte: 13 }],
  [203, { Hz: 16, W: 18, VA: 23, VAR: 28, PF: 33, TotWhExp: 38, TotWhImp: 46, Evt: 105 }],
  [701, { St: 3, Alrm: 6, W: 10, Hz: 17, TotWhInj: 19, TotWhAbs: 23 }],
  [704, { WMaxLimPctEna: 14, WMaxLimPct: 15, WSetEna: 22, WSet: 24, WSetRvrt: 26, WSetRvrtTms: 31, WRmp: 49 }],
  [713, { WHRtg: 2, WHAvail: 3, SoC: 4, SoH: 5, Sta: 6, WH_SF: 7, Pct_SF: 8 }],
  [715, { LocRemCtl: 2, DERHb: 3, ControllerHb: 5, AlarmReset: 7, OpCtl: 8 }],
  [802, { SoC: 11, SoH: 13, NCyc: 14, ChaSt: 16, CtrlHb: 19, State: 22, Evt1: 26, V: 34, CellVMax: 37, A: 44, W: 47 }],
  [803, { ModTmpMax: 4, StrVMax: 11, StrVMin: 13 }],
])('model %i has its fields where the standard puts them', (id, offsets) => {
  const fields = models.get(id)?.fields ?? {}
  expect(Object.fromEntries(Object.keys(offsets).map((name) => [name, fields[name]?.at]))).toEqual(offsets)
})
