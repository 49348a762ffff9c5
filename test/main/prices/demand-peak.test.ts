import { expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import { createDemandPeak } from '../../../main/prices/demand-peak.ts'
import { siteOf } from '../dispatch/plant.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

type Request = Parameters<Parameters<typeof createDemandPeak>[0]['historian']['trend']>[0]
const quarterMs = 900_000
const siteWith = (demand: object) =>
  siteOf([{ kind: 'load', id: 'works', ratedPowerKW: 5_000 }], {
    timeZone: 'Europe/Stockholm',
    controllers: { peakShaving: { aboveKW: 1_000, demand } },
  })

/** Stored means of the month: 900 kW, but 2 MW at 12:00 and 3 MW at 22:00 of the second. */
function recorded() {
  const asked: Request[] = []
  const trend = (request: Request) => {
    asked.push(request)
    const { from, to, buckets } = request
    const stepMs = (to - from) / buckets
    const mean = Array.from({ length: buckets }, (_, i) => {
      const at = new Date(from + i * stepMs).toISOString().slice(0, 16)
      return at === '2024-06-02T10:00' ? 2_000 : at === '2024-06-02T20:00' ? 3_000 : 900
    })
    return Promise.resolve({ from, stepMs, min: mean, max: mean, mean })
  }
  return { trend, asked }
}

test('the peak of the month is read from its begin on the clock of the site, in the charged hours', async () => {
  const clock = createVirtualClock(Date.UTC(2024, 5, 12, 12, 5))
  const historian = recorded()
  const peak = createDemandPeak({ site: siteWith({ from: '08:00', until: '20:00' }), historian, clock, log: silentLog })
  expect(peak.kW()).toBeUndefined()
  peak.start()
  await clock.run(10)
  expect(peak.kW()).toBe(2_000)
  expect(historian.asked[0]).toMatchObject({ from: Date.UTC(2024, 4, 31, 22), to: Date.UTC(2024, 5, 12, 12) })
  await clock.run(quarterMs)
  expect(historian.asked).toHaveLength(2)
  peak.stop()
})

test('all day when no hours are named; nothing is read where no demand charge is set up', async () => {
  const clock = createVirtualClock(Date.UTC(2024, 5, 12, 12, 5))
  const all = createDemandPeak({ site: siteWith({}), historian: recorded(), clock, log: silentLog })
  all.start()
  await clock.run(10)
  expect(all.kW()).toBe(3_000)
  all.stop()
  const historian = recorded()
  const none = createDemandPeak({
    site: siteOf([{ kind: 'load', id: 'works', ratedPowerKW: 1 }]),
    historian,
    clock,
    log: silentLog,
  })
  none.start()
  await clock.run(10)
  expect(historian.asked).toEqual([])
})
