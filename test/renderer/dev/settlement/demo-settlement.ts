import { implement } from '@orpc/server'
import { PowerchainError } from '../../../../domain/errors.ts'
import { containerKinds } from '../../../../domain/models/containers.ts'
import { contract } from '../../../../domain/rpc/contract.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { createMoney } from '../../../../main/settlement/money/money.ts'
import { wave } from '../wave.ts'
import { createDemoLedger } from './demo-ledger.ts'
import { createDemoMeters, type DemoMeters, readingsOf } from './demo-meters.ts'
import { createDemoStatements, demoHash } from './demo-statements.ts'
import { createDemoSupplier } from './demo-supplier.ts'

function nothing(): never {
  throw new PowerchainError('Config.NotFound', 'There is no such thing in this demonstration.')
}

const place = { chainId: 31_337, contract: '0x5FbDB2315678afecb367f032d93F642f64180aa3', site: 12 }
const fileOf = (name: string, document: unknown) => ({
  name: `${name}.json`,
  mediaType: 'application/json',
  base64: Buffer.from(JSON.stringify(document)).toString('base64'),
})

/** Metering, settlement and money of the demonstration, which fit each other. */
export function createDemoSettling({ site, now }: { site: SiteDescription; now: () => EpochMs }) {
  const meters = createDemoMeters({ assets: site.assets, now })
  const stated = createDemoStatements(meters)
  return {
    metering: meteringOf(site, meters, now),
    settlement: settlementOf(stated, now),
    money: moneyOf(site, meters, now),
    ledger: createDemoLedger({ now, batches: stated.batches }),
  }
}

function meteringOf(site: SiteDescription, meters: DemoMeters, now: () => EpochMs) {
  const { metering } = implement(contract)
  return {
    points: metering.points.handler(() =>
      meters.points.map((id) => ({
        id,
        registers: meters.registersOf(id),
        ratedKW: 5_000,
        meters: [{ pointId: id, epoch: 1, serial: `PC-${id}`, from: now() - 300 * 86_400_000, until: null }],
      })),
    ),
    intervals: metering.intervals.handler(({ input }) => meters.intervals(input, input.from, input.to)),
    quarter: metering.quarter.handler(({ input }) => ({
      revisions: meters.intervals(input, input.quarter, input.quarter + 1),
      readings: readingsOf(meters, input, input.quarter),
      supplier: null,
    })),
    checked: metering.checked.handler(({ input: { from, to } }) =>
      meters.intervals({ pointId: 'grid', register: 'import' }, from, to).map(({ pointId, register, quarter, wh }) => {
        const [ourWh, differs] = [wh ?? 0, quarter % 7 === 3]
        const checkWh = Math.round(ourWh * (differs ? 1.04 : 1.002))
        return { pointId, register, quarter, ourWh, checkWh, limitWh: 0.015 * checkWh + 1_000, differs }
      }),
    ),
    notes: metering.notes.handler(() => []),
    acts: metering.acts.handler(() => []),
    propose: metering.propose.handler(nothing),
    approve: metering.approve.handler(nothing),
    supplier: createDemoSupplier(meters, site.timeZone, now),
  }
}

function settlementOf(stated: ReturnType<typeof createDemoStatements>, now: () => EpochMs) {
  const { settlement } = implement(contract)
  let state: 'locked' | 'unlocked' = 'unlocked'
  const standing = () => {
    return {
      place,
      key: { state, address: '0x91c2e51e0f6d3b7ad44f0be7c40a7be181d73fa9', epoch: 1 },
      statements: stated.last() - stated.first() + 1,
      unsigned: 0,
      oldestUnsigned: null,
      lastQuarter: stated.last(),
      isPastAwaited: false,
    }
  }
  return {
    now: settlement.now.handler(standing),
    statements: settlement.statements.handler(({ input }) => stated.statements(input.from, input.to)),
    export: settlement.export.handler(({ input }) =>
      fileOf(`statements-12-${input.from}-${input.to}`, { kind: 'powerchain/statements', madeAt: now() }),
    ),
    batches: settlement.batches.handler(() => stated.batches()),
    exportBatch: settlement.exportBatch.handler(({ input }) =>
      fileOf(`batch-12-${input.sequence}`, { kind: 'powerchain/batch', root: demoHash(`${input.sequence}`) }),
    ),
    verify: settlement.verify.handler(({ input }) => ({
      isRight: true,
      findings: [
        { what: 'lines', result: 'right' as const, detail: 'every root is that of its lines' },
        { what: 'signatures', result: 'right' as const, detail: 'made by the key of epoch 1' },
        { what: 'chain', result: 'right' as const, detail: 'each statement names the one before' },
        ...('sequence' in input
          ? [{ what: 'batch', result: 'right' as const, detail: 'its root is that of its statements' }]
          : []),
      ],
    })),
    createKey: settlement.createKey.handler(nothing),
    unlock: settlement.unlock.handler(() => {
      state = 'unlocked'
      return standing()
    }),
    lock: settlement.lock.handler(() => {
      state = 'locked'
      return standing()
    }),
  }
}

function moneyOf(site: SiteDescription, meters: ReturnType<typeof createDemoMeters>, now: () => EpochMs) {
  const { money: base } = implement(contract)
  const hashrates = { sha256: 0.045, scrypt: 1_400, equihash: 12e6, ethash: 800, randomX: 45e6 }
  const money = createMoney({
    assets: site.assets,
    timeZone: site.timeZone,
    now,
    registersOf: meters.registersOf,
    intervals: meters.intervals,
    onIntervals: () => {},
    priceAt: (at) => Math.round((44 + 26 * wave(at, 3, 21 * 3_600_000)) * 100) / 100,
    fees: { importEurPerMWh: 7, exportEurPerMWh: 0 },
    hashpriceAt: (algorithm) => hashrates[algorithm],
    hashrateTHs: (assetId, from, to) => {
      const asset = site.assets.find(({ id }) => id === assetId)
      const ratedTHs = asset?.kind === 'container' ? containerKinds[asset.container].ratedHashrateTHs : 0
      const share = (i: number) => 0.8 + 0.15 * Math.sin((from + i) / 9)
      return Promise.resolve(Float64Array.from({ length: to - from }, (_unused, i) => ratedTHs * share(i)))
    },
    orders: () => Promise.resolve([]),
    services: [{ id: 'fcr-d-up', service: 'fcrNordicDisturbance', upKW: 500, downKW: 0 }],
    pause: () => Promise.resolve(),
  })
  return {
    span: base.span.handler(({ input }) => money.span(input)),
    quarter: base.quarter.handler(({ input }) => money.quarter(input.quarter)),
  }
}
