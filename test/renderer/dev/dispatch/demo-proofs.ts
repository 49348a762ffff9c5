import { implement, ORPCError } from '@orpc/server'
import type { Asset } from '../../../../domain/asset.ts'
import type { ProofOrder, ProofSamples } from '../../../../domain/dispatch/proof.ts'
import { contract } from '../../../../domain/rpc/contract.ts'
import type { Proof, ProofSummary } from '../../../../domain/rpc/dispatch/proof.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import type { EpochMs, KW, Ms } from '../../../../domain/units.ts'
import { judge } from '../../../../main/proof/judge/judge.ts'
import { digestOf } from '../../../../main/proof/keep/canonical.ts'
import { evidenceOf } from '../../../../main/proof/qualification/evidence.ts'
import { qualify } from '../../../../main/proof/qualification/qualify.ts'
import { serviceNeeds } from '../../../../main/proof/qualification/service-needs.ts'

const os = implement(contract).proof
const minute: Ms = 60_000

/** One event: what was asked of which asset, and how it behaved. */
interface Event {
  order: Partial<ProofOrder> & Pick<ProofOrder, 'orderId' | 'assetId'>
  ago: Ms
  lasts: Ms
  fromKW: KW
  toKW: KW
  /** Until it moved, how fast it then did, and how far of the way it came. */
  delayMs: Ms
  rampKWPerS: number
  share?: number
  /** A gap of a minute, so long after the begin. */
  gapAt?: Ms
}

const afrr = { service: 'afrr', source: 'service', owner: 'aFRR', reason: 'set-point of the grid operator' } as const
const events: readonly Event[] = [
  {
    order: { orderId: 'instruction:OP-1009', assetId: 'container-2' },
    ago: 14 * minute,
    lasts: 9 * minute,
    fromKW: -1_270,
    toKW: -300,
    delayMs: 900,
    rampKWPerS: 260,
  },
  {
    order: {
      orderId: 'service:fcr:1',
      assetId: 'flywheels',
      service: 'fcrContinentalEurope',
      source: 'service',
      owner: 'FCR',
      reason: '49.87 Hz',
    },
    ago: 95 * minute,
    lasts: 15 * minute,
    fromKW: 20,
    toKW: 600,
    delayMs: 400,
    rampKWPerS: 1_500,
  },
  {
    order: { orderId: 'service:afrr:4', assetId: 'grid', subject: 'gridPower', ...afrr },
    ago: 170 * minute,
    lasts: 20 * minute,
    fromKW: 2_900,
    toKW: 1_700,
    delayMs: 2_600,
    rampKWPerS: 90,
    share: 0.93,
  },
  {
    order: {
      orderId: 'instruction:DSO-77',
      assetId: 'grid',
      subject: 'importLimit',
      kind: 'atMost',
      source: 'grid',
      owner: 'DSO',
      reason: 'maintenance of the feeding line',
    },
    ago: 300 * minute,
    lasts: 45 * minute,
    fromKW: 4_100,
    toKW: 2_000,
    delayMs: 1_400,
    rampKWPerS: 400,
    share: 1.02,
    gapAt: 12 * minute,
  },
  {
    order: { orderId: 'instruction:OP-1004', assetId: 'container-4' },
    ago: 420 * minute,
    lasts: 6 * minute,
    fromKW: -1_265,
    toKW: 0,
    delayMs: 3_000,
    rampKWPerS: 4,
    share: 0.2,
  },
  {
    order: { orderId: 'instruction:OP-1001', assetId: 'li-ion' },
    ago: 1_300 * minute,
    lasts: 30 * minute,
    fromKW: 10,
    toKW: 850,
    delayMs: 300,
    rampKWPerS: 1_500,
  },
]

/** The calls of proofs of response, answered from invented events that the real judge has judged. */
export function createDemoProofs({ site, now }: { site: SiteDescription; now: () => EpochMs }) {
  const startedAt = now()
  const kept = events.map((event, i) => proofOf(event, startedAt - event.ago, events.length - i))
  const running = () =>
    proofOf(
      {
        order: { orderId: 'service:afrr:5', assetId: 'grid', subject: 'gridPower', ...afrr },
        ago: 0,
        lasts: now() - startedAt + 2 * minute,
        fromKW: 2_900,
        toKW: 2_100,
        delayMs: 2_000,
        rampKWPerS: 120,
      },
      startedAt - 2 * minute,
      null,
    )
  const find = (id: string) => {
    const found = [running(), ...kept].find((proof) => proof.id === id)
    if (!found)
      throw new ORPCError('Config.NotFound', { status: 422, message: `There is no proof of response "${id}".` })
    return found
  }
  const rows = () =>
    qualify(
      serviceNeeds(),
      evidenceOf({
        assets: site.assets,
        recordsOf: (id) => kept.filter(({ order }) => order.assetId === id).flatMap((one) => [one, one, one]) as never,
        meterEveryMs: (id) => (id === 'hydrogen' ? 5_000 : 200),
        isSteered: (id) => id !== 'container-6',
        ownResponse: (id) => (id === 'flywheel' ? 'armed' : id === 'li-ion' ? 'notArmed' : 'none'),
        expectedMs: expectedMs,
      }),
    )
  return {
    list: os.list.handler(({ input }) => {
      const isAsked = ({ order, verdict }: Proof) =>
        order.assetId === (input.assetId ?? order.assetId) &&
        order.service === (input.service ?? order.service) &&
        order.source === (input.source ?? order.source) &&
        verdict.outcome === (input.outcome ?? verdict.outcome)
      return {
        running: [running()].filter(isAsked).map(summaryOf),
        kept: kept.filter(isAsked).map(summaryOf),
        next: null,
      }
    }),
    get: os.get.handler(({ input }) => find(input.id)),
    export: os.export.handler(({ input }) => ({
      name: `proof.${input.format}`,
      mediaType: 'text/plain',
      base64: btoa(JSON.stringify(find(input.id).verdict)),
    })),
    qualification: os.qualification.handler(() => ({ at: now(), rows: rows() })),
    exportQualification: os.exportQualification.handler(({ input }) => ({
      name: `qualification.${input.format}`,
      mediaType: 'text/plain',
      base64: btoa('demo'),
    })),
    verify: os.verify.handler(() => ({ records: kept.length, keyId: '5f0c3a9be1d27748', broken: null })),
  }
}

function summaryOf({ id, seal, order, verdict }: Proof): ProofSummary {
  const { steps, startKW: _start, baseline: _baseline, terms: _terms, ...named } = order
  return { id, n: seal?.n ?? null, order: named, orderedKW: steps.at(-1)?.powerKW ?? 0, verdict }
}

function proofOf(event: Event, from: EpochMs, n: number | null): Proof {
  const { lasts, fromKW, toKW } = event
  const fullMs = event.order.service === 'afrr' ? 5 * minute : event.order.service ? 30_000 : 20_000
  const order: ProofOrder = {
    service: '',
    source: 'operator',
    owner: 'Ada',
    reason: 'peak foreseen',
    kind: 'setpoint',
    subject: 'asset',
    feederId: '',
    from,
    until: from + lasts,
    steps: [{ from, powerKW: toKW }],
    startKW: fromKW,
    baseline: { method: 'before', steps: [{ from: 0, powerKW: fromKW }], from: from - 5 * minute, until: from },
    terms: { startMs: null, fullMs, holdMs: null, toleranceKW: 40, neededShare: 0.95, penaltyEurPerMWh: 120 },
    ...event.order,
  }
  const samples = samplesOf(event, from)
  const verdict = judge(order, samples)
  const hash = digestOf({ order, verdict })
  const isSite = order.assetId === 'grid'
  return {
    id: `${order.orderId}@${from}`,
    order,
    ended: n === null ? '' : 'by itself, its time was over',
    gaps:
      event.gapAt === undefined
        ? []
        : [{ from: from + event.gapAt, until: from + event.gapAt + minute, reason: 'the engine was not running' }],
    contributions: isSite
      ? [
          { assetId: 'container-1', beforeKW: -1_268, duringKW: -690 },
          { assetId: 'container-2', beforeKW: -1_271, duringKW: -700 },
          { assetId: 'flywheels', beforeKW: 12, duringKW: 31 },
        ]
      : [],
    verdict,
    samples,
    seal:
      n === null
        ? null
        : { n, prev: '0'.repeat(64), hash, algorithm: 'Ed25519', keyId: '5f0c3a9be1d27748', signature: btoa(hash) },
  }
}

function samplesOf({ lasts, fromKW, toKW, delayMs, rampKWPerS, share = 1, gapAt }: Event, from: EpochMs): ProofSamples {
  const samples: ProofSamples = { at: [], powerKW: [] }
  const goal = fromKW + share * (toKW - fromKW)
  for (let t = -10_000; t < lasts; t += t < minute ? 200 : 1_000) {
    const moved = Math.min(Math.abs(goal - fromKW), Math.max(0, (t - delayMs) / 1_000) * rampKWPerS)
    const noise = 6 * Math.sin(t / 700) + 3 * Math.sin(t / 130)
    const isGap = gapAt !== undefined && t >= gapAt && t < gapAt + minute
    samples.at.push(from + t)
    samples.powerKW.push(isGap ? null : Math.round((fromKW + Math.sign(goal - fromKW) * moved + noise) * 10) / 10)
  }
  return samples
}

function expectedMs(asset: Asset, fromKW: KW, toKW: KW): Ms {
  const rampKWPerS = asset.kind === 'container' ? (toKW > fromKW ? 260 : 20) : asset.kind === 'hydrogen' ? 60 : 2_000
  return 1_500 + (Math.abs(toKW - fromKW) / rampKWPerS) * 1_000
}
