import { expect, test } from 'vitest'
import { anomalyShape, type Anomaly } from '../../../../../domain/health/anomaly.ts'
import { qualities } from '../../../../../domain/reading.ts'
import { createSiteDetectors, type SiteDetectors } from '../../../../../main/health/detect/site/site-detectors.ts'
import { assets, points, scansOf, type Trouble } from './made-up-site.ts'

const days = 16
const troubleDay = 10
const growing: Trouble = { fouling: (day) => Math.max(0, day - troubleDay) * 0.1 }
const make = () => createSiteDetectors({ assets, points })

/** Every verdict that was ever given, in its last state. */
function verdictsOf(trouble: Trouble, detectors: SiteDetectors = make(), span = days): Anomaly[] {
  const seen = new Map<string, Anomaly>()
  let scan = 0
  for (const { at, columns } of scansOf(span, trouble)) {
    detectors.scan(at, columns)
    if (scan++ % 12 === 0) for (const verdict of detectors.verdicts()) seen.set(verdict.id, verdict)
  }
  return [...seen.values()]
}

let whenClogged: Anomaly[] | undefined
/** Verdicts of the growing trouble, found once for all tests that look at them. */
const clogged = () => (whenClogged ??= verdictsOf(growing))

test('a filter that clogs is told as such, with what explains it and what it does to the rest', () => {
  const seen = clogged()
  const filter = seen.find(({ detector, point }) => detector === 'model' && point === 'filterPa')
  expect(filter).toMatchObject({ assetId: 'container-3', untilAt: null })
  expect(filter?.severity).toBeLessThan(3)
  expect(filter?.reason).toMatch(/^Pressure drop over the filter \d+ Pa above what fans explain.*, for \d+ (h|days)$/)
  expect(filter?.score).toBeGreaterThan(1)
  expect(filter?.signals[0]).toMatchObject({ point: 'filterPa' })
  expect(filter?.signals.reduce((sum, { sharePct }) => sum + sharePct, 0)).toBeCloseTo(100, 0)
  for (const verdict of seen) expect(anomalyShape.safeParse(verdict).error).toBeUndefined()
})

test('its peers say so too, and nobody else is named by them', () => {
  const peers = clogged().filter(({ detector, point }) => detector === 'peers' && point === 'filterPa')
  expect(new Set(peers.map(({ assetId }) => assetId))).toEqual(new Set(['container-3']))
  expect(peers[0]?.reason).toMatch(/above what 3 other containers show/)
})

test('a site without trouble gives hardly a verdict in a fortnight, and none that is urgent', () => {
  const seen = verdictsOf({}).filter(({ sinceAt }) => sinceAt > Date.UTC(2026, 0, 8))
  expect(seen.length).toBeLessThanOrEqual(2)
  expect(seen.every(({ severity }) => severity > 1)).toBe(true)
})

test('power that no meter sees is a verdict of the balance', () => {
  const seen = verdictsOf({ unseenKW: (day) => (day >= troubleDay ? 150 : 0) })
  const balance = seen.find(({ detector }) => detector === 'balance')
  expect(balance).toMatchObject({ assetId: 'grid', point: 'activePowerKW' })
  expect(balance?.reason).toMatch(/kW (leaves|comes into) the bus that no meter sees/)
})

test('what is missing, stale, suspect or bad is no number and no verdict', () => {
  for (const quality of ['stale', 'suspect', 'bad'] as const) {
    const detectors = make()
    for (const { at, columns, day } of scansOf(5)) {
      columns.quality.fill(day > 3 ? qualities.indexOf(quality) : 0)
      if (day > 3) columns.value.fill(quality === 'bad' ? Number.NaN : 1e9)
      detectors.scan(at, columns)
    }
    expect(detectors.verdicts()).toEqual([])
  }
})

test('a stopped asset is not compared with what it does at work', () => {
  const detectors = make()
  for (const { at, columns, day } of scansOf(11)) {
    if (day > 9)
      points.forEach(({ assetId, point }, i) => {
        if (assetId === 'container-2') columns.value[i] = point === 'state' ? 0 : 5
      })
    detectors.scan(at, columns)
  }
  expect(
    detectors.verdicts().filter(({ assetId, detector }) => assetId === 'container-2' && detector !== 'peers'),
  ).toEqual([])
})

test('history is learned in silence, and what it taught holds from the first scan on', () => {
  const detectors = make()
  let said = 0
  for (const { at, columns, day } of scansOf(days, growing)) {
    if (day < troubleDay + 3) detectors.learn(at, columns)
    else detectors.scan(at, columns)
    if (day < troubleDay + 3) said += detectors.verdicts().length
  }
  expect(said).toBe(0)
  expect(detectors.verdicts().some(({ point }) => point === 'filterPa')).toBe(true)
})

test('the same scans give the same verdicts, with and without a restart in the midst', () => {
  let detectors = make()
  let scan = 0
  for (const { at, columns } of scansOf(days, growing)) {
    if (scan++ % 1_333 === 0) {
      const saved = JSON.parse(JSON.stringify(detectors.save())) as ReturnType<SiteDetectors['save']>
      detectors = make()
      if (detectors.restore(saved) > 0) throw new Error('parts begin anew')
    }
    detectors.scan(at, columns)
  }
  const last = clogged().filter(({ untilAt }) => untilAt === null)
  const standing = detectors.verdicts().filter(({ untilAt }) => untilAt === null)
  expect(standing.map(({ id }) => id).toSorted()).toEqual(last.map(({ id }) => id).toSorted())
  expect(standing.map(({ peak }) => peak).toSorted()).toEqual(last.map(({ peak }) => peak).toSorted())
  expect(standing).not.toEqual([])
})

test('what people taught moves a threshold', () => {
  const deaf = createSiteDetectors({ assets, points, factorOf: (_, assetId) => (assetId === 'container-3' ? 1e6 : 1) })
  expect(verdictsOf(growing, deaf).filter(({ assetId }) => assetId === 'container-3')).toEqual([])
})

test('a scan from before the last is dropped', () => {
  const [first, second] = [make(), make()]
  for (const { at, columns } of scansOf(2)) {
    first.scan(at, columns)
    second.scan(at, columns)
    second.scan(at - 900_000, { value: columns.value.map((value) => value + 100), quality: columns.quality })
  }
  expect(second.save()).toEqual(first.save())
})
