import { assetSchema } from '../../../domain/asset.ts'
import { checkText } from '../../../main/health/rules/language/check/check.ts'
import { completeAt } from '../../../main/health/rules/language/complete.ts'
import type { Vocabulary } from '../../../main/health/rules/language/names.ts'
import { readLibrary } from '../../../main/health/rules/library/read-library.ts'
import { tryOver } from '../../../main/health/rules/history/try-out.ts'
import { peersBySite } from '../../../main/health/rules/run/peers-of.ts'
import { demoSite } from '../../main/health/rules/library/demo-site.ts'
import { normal } from '../../main/health/rules/library/normal.ts'
import { holdMs, rulesOver, start, valuesAt } from '../../main/health/rules/play.ts'
import { quantile } from '../figure.ts'

const scanned = 1_200

/** The demonstration site with so many containers. */
function siteWith(containers: number): Vocabulary {
  const others = demoSite.assets.filter(({ kind }) => kind !== 'container')
  const made = Array.from({ length: containers }, (_, i) =>
    assetSchema.parse({
      kind: 'container',
      id: `container-${i + 1}`,
      name: `Container ${i + 1}`,
      device: 'x',
      feeder: `feeder-${i % 5}`,
      container: 'sha256',
    }),
  )
  const delivered = demoSite.points.filter(({ assetId }) => assetId === 'container-1')
  return {
    ...demoSite,
    assets: [...others, ...made],
    points: [
      ...demoSite.points.filter(({ assetId }) => !assetId.startsWith('container')),
      ...made.flatMap(({ id }) => delivered.map(({ point }) => ({ assetId: id, point }))),
    ],
  }
}

/** What a scan costs at 1 Hz with the starter rules, again and again until there are enough, windows and all filled. */
export function scans({ rules, containers }: { rules: number; containers: number }) {
  const library = readLibrary()
  const many = Array.from({ length: rules }, (_, i) => ({
    id: `rule-${i}`,
    text: library[i % library.length]?.text ?? '',
  }))
  const evaluator = rulesOver(many, { vocabulary: siteWith(containers) })
  for (let minute = 0; minute < 3_000; minute++) evaluator.scan(start + minute * 60_000, valuesAt(normal, minute))
  const tookMs: number[] = []
  for (let second = 0; second < scanned; second++) {
    const minute = 3_000 + second / 60
    // the image of the engine answers from memory; what the curves cost is not the rules'
    const values = new Map<string, number | undefined>()
    const value = valuesAt(normal, minute)
    const read = (assetId: string, point: Parameters<typeof value>[1]) => {
      const key = `${assetId} ${point}`
      if (!values.has(key)) values.set(key, value(assetId, point))
      return values.get(key)
    }
    evaluator.scan(start + minute * 60_000 - 1, read)
    const begin = performance.now()
    evaluator.scan(start + minute * 60_000, read)
    tookMs.push(performance.now() - begin)
  }
  const begin = performance.now()
  const kept = evaluator.programs().map((program) => JSON.stringify(program.save()))
  return {
    medianMs: quantile(tookMs, 0.5),
    p99Ms: quantile(tookMs, 0.99),
    keepMs: performance.now() - begin,
    keptKB: kept.reduce((sum, text) => sum + text.length, 0) / 1_000,
  }
}

/** What an editor waits for. */
export function editing() {
  const texts = readLibrary().map(({ text }) => text)
  const each = (work: (text: string) => unknown) => {
    const tookMs = texts.map((text) => {
      const begin = performance.now()
      work(text)
      return performance.now() - begin
    })
    return quantile(tookMs, 0.9)
  }
  return {
    checkMs: each((text) => checkText(text, demoSite)),
    completeMs: each((text) => completeAt(text, text.length, demoSite)),
  }
}

const warmFor = (at: number) => (at > start + 15 * 86_400_000 && at < start + 16 * 86_400_000 ? 90 : 55)

/** A rule tried over so many days in its thread; what is stored is made up here: a warm bearing in the third week. */
export async function tried(days: number) {
  const now = start + days * 86_400_000
  const steps = tryOver(
    {
      vocabulary: demoSite,
      holdMs,
      peersOf: peersBySite(demoSite.assets),
      samplesOf: async () => ({ at: new Float64Array(0), value: new Float64Array(0), quality: new Uint8Array(0) }),
      meansOf: async ({ from, to, buckets }) => ({
        mean: Float64Array.from({ length: buckets }, (_, i) => warmFor(from + (i * (to - from)) / buckets)),
      }),
    },
    {
      text: 'rule "Hot bearing" for flywheel if bearingDegC above 80 °C for 2 h then forecast bearingWear, severity 2',
      days,
      now,
    },
    new AbortController().signal,
  )
  const begin = performance.now()
  let events = 0
  for await (const step of steps) if (step.step === 'result') events = step.events.length
  return { tookS: (performance.now() - begin) / 1_000, events }
}
