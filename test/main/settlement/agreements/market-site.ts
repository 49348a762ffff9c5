import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MaxUint256, parseEther, TypedDataEncoder, ZeroHash } from 'ethers'
import { silentLog } from '../../../../domain/log.ts'
import { type Interval, type IntervalQuality } from '../../../../domain/metering/meter.ts'
import { quarterOf, quarterStart } from '../../../../domain/metering/quarter.ts'
import type { LedgerValue } from '../../../../domain/settlement/ledger.ts'
import type { SiteConfig } from '../../../../domain/site.ts'
import { openAgreements, openBatches } from '../../../../main/composition/agreements.ts'
import { openDb } from '../../../../main/historian/db.ts'
import { domainSeparator } from '../../../../main/settlement/hashing/typed.ts'
import { createControllerKeys } from '../../../../main/settlement/keys/controller-keys.ts'
import { openSignedDigests } from '../../../../main/settlement/keys/signed-digests.ts'
import { secondArbiterOf } from '../../../../main/settlement/deployment/manifest.ts'
import { createOperatorKey } from '../../../../main/settlement/outbox/operator-key.ts'
import { openSalts } from '../../../../main/settlement/statements/salts.ts'
import { createStatementStore } from '../../../../main/settlement/statements/statement-store.ts'
import { createStatements } from '../../../../main/settlement/statements/statements.ts'
import { createTransferStore } from '../../../../main/settlement/wallet/transfer-store.ts'
import { createTransfers } from '../../../../main/settlement/wallet/transfers.ts'
import { createVirtualClock } from '../../../virtual-clock.ts'
import type { Account, DeployedChain } from '../deployed-chain.ts'

const passphrase = 'twelve or more letters'
const chainId = 31_337
const token = 10n ** 18n

const sent = async (contract: ReturnType<DeployedChain['contract']>, method: string, ...args: unknown[]) =>
  ((await contract.getFunction(method)(...args)) as { wait(): Promise<unknown> }).wait()

const now = async (chain: DeployedChain) => (await chain.anvil.provider.getBlock('latest'))?.timestamp ?? 0

const splitSignature = (signature = '') => [signature.slice(0, 66), `0x${signature.slice(66)}`]

/** Times of the first worked example of the specification, on the day after tomorrow: two hours in, six held, two out. */
export async function exampleTimes(chain: DeployedChain) {
  const day = quarterOf((Math.floor((await now(chain)) / 86_400) + 2) * 86_400_000)
  return { day, accumulateFrom: day + 40, accumulateTo: day + 48, supplyFrom: day + 72, supplyTo: day + 80 }
}

/** A station with one battery, whose energies the test decides, at a real chain. */
export type MarketSite = Awaited<ReturnType<typeof marketSite>>

/** Opens a station for a member; with `number` it settles, without it is only a party. */
export async function marketSite(chain: DeployedChain, wallet: Account, secondPersonAbove = 10_000n * token) {
  const folder = mkdtempSync(join(tmpdir(), 'market-site-'))
  const clock = createVirtualClock((await now(chain)) * 1_000)
  const db = openDb({ file: join(folder, 'site.db'), clock, log: silentLog })
  const signed = openSignedDigests(join(folder, 'signed.txt'))
  const key = createControllerKeys({ folder, fromQuarter: 0, signed, clock, cost: 2 })
  const address = await key.create(passphrase)
  const sign = (subject: string, digest: string) => splitSignature(key.sign([{ subject, digest }])?.[0])
  const number = Number(await registerNode(chain, wallet, address, sign))
  const end = chain.site(wallet)
  const contract = end.ledger.addressOf('DeliverySettlement') ?? ''
  const place = { chainId, contract, site: number }
  const separator = domainSeparator(place)
  const salts = openSalts(join(folder, 'salts.key'))
  const values = new Map<string, number>()
  const qualities = new Map<number, IntervalQuality>()
  const revisions = new Map<number, number>()
  const intervalsOf = (quarter: number): Interval[] =>
    (['absorbed', 'injected'] as const).map((register) => ({
      pointId: 'battery-1',
      register,
      quarter,
      revision: revisions.get(quarter) ?? 0,
      wh: values.get(`${register}/${quarter}`) ?? 0,
      quality: qualities.get(quarter) ?? 'measured',
      method: 'registers',
      epoch: 1,
      closingWh: 1_000,
    }))
  const store = createStatementStore(db)
  const common = { site: number, separator, db, keyAt: key.at, newestKey: key.newest, clock }
  const from = quarterOf(clock.now()) + 1
  await sent(chain.contract('DeliverySettlement', wallet), 'openLane', number, 64, from)
  const statements = createStatements({
    ...common,
    from,
    intervalsOf,
    registers: 2,
    store,
    salts,
    isSure: () => true,
  })
  const site = {
    assets: [
      { id: 'battery-1', kind: 'battery' },
      { id: 'grid', kind: 'grid' },
    ],
  } as unknown as SiteConfig
  const opened = openBatches({
    ...common,
    site,
    number,
    statements: store,
    ledger: end.ledger,
    hashOf: salts.meterPoint,
  })
  const transfers = createTransfers({
    store: createTransferStore(db, clock.now),
    ledger: end.ledger,
    caps: { unitsPerDay: 100_000n * token, secondPersonAbove },
    accept: ({ to, person, reason }) => agreements.agreements.bringAcceptance(to ?? '', { author: person, reason }),
    audit: () => {},
    now: clock.now,
  })
  const agreements = openAgreements({
    ...opened,
    site,
    place,
    separator,
    ledger: end.ledger,
    keys: () => [{ epoch: 1, address, fromQuarter: from }],
    hashOf: salts.meterPoint,
    points: ['battery-1', 'grid'],
    sign: createOperatorKey({ privateKey: wallet.privateKey, chainId, allowed: () => [] }).signAcceptance,
    transfers,
    proofDocument: () => undefined,
    secondArbiter: () => secondArbiterOf(chain.manifest),
    folder: join(folder, 'evidence'),
    db,
    clock,
  })
  /** Lets time pass in station and chain, quarter by quarter in the station. */
  const passTo = async (quarter: number) => {
    const until = quarterStart(quarter)
    await chain.anvil.pass(Math.max(1, Math.ceil(until / 1_000) + 60 - (await now(chain))))
    while (clock.now() < until + 60_000) {
      clock.advance(Math.min(900_000, until + 60_000 - clock.now()))
      while (statements.turn());
      opened.corrections.turn()
      while (opened.batches.turn());
    }
  }
  const post = async () => {
    for (const { header, digest, signature } of opened.batches.list(99).toReversed())
      end.ledger.submit({
        key: `batch/${digest}`,
        words: `Post batch ${header.sequence}`,
        contract: 'DeliverySettlement',
        method: 'postBatch',
        args: [
          {
            site: `${number}`,
            ...Object.fromEntries(Object.entries(header).map(([name, value]) => [name, `${value}`])),
          },
          ...splitSignature(signature),
        ],
        author: 'test',
        reason: 'a day is over',
      })
    await end.settle()
  }
  const close = () => {
    db.close()
    rmSync(folder, { recursive: true })
  }
  return {
    ...opened,
    ...agreements,
    statements,
    store,
    wallet,
    number,
    place,
    values,
    qualities,
    revisions,
    clock,
    end,
    passTo,
    post,
    close,
    transfers,
    refresh: (report: Parameters<typeof freshStatus>[2]) => freshStatus(chain, { number, sign }, report),
  }
}

type Sign = (subject: string, digest: string) => string[]

async function registerNode(chain: DeployedChain, wallet: Account, controller: string, sign: Sign): Promise<bigint> {
  const registry = chain.contract('NodeRegistry', wallet)
  const rotation = { site: 0, epoch: 1, oldKey: wallet.address, newKey: controller, fromQuarter: 0 }
  const digest = TypedDataEncoder.hash(await registryDomain(chain), rotationType, rotation)
  const registration = {
    kind: 2,
    zone: 7,
    capacityWh: 2_000_000,
    ratedVoltageV: 400,
    minDurationMin: 15,
    maxDurationMin: 100_000,
    controller,
  }
  const node = (await registry
    .getFunction('registerNode')
    .staticCall(registration, ...sign('possession', digest))) as bigint
  await sent(registry, 'registerNode', registration, ...sign('possession', digest))
  await sent(chain.contract('NodeRegistry', chain.verifier), 'admitNode', node, 2_000_000)
  await freshStatus(chain, { number: Number(node), sign }, 1)
  return node
}

/** Brings a status that is fresh, signed by the controller. */
async function freshStatus(chain: DeployedChain, { number, sign }: { number: number; sign: Sign }, sequence: number) {
  const at = await now(chain)
  const status = {
    node: number,
    sequence,
    measuredAt: at,
    validUntil: at + 20 * 86_400,
    kind: 2,
    capacityWh: 2_000_000,
    usableWh: 2_000_000,
    guaranteedWh: 2_000_000,
    ratedVoltageV: 400,
    minDurationMin: 15,
    maxDurationMin: 100_000,
    lossPpmPerHour: 1_000,
    chargePowerW: 1_000_000,
    dischargePowerW: 1_000_000,
    evidence: ZeroHash,
  }
  const digest = TypedDataEncoder.hash(await registryDomain(chain), statusType, status)
  await sent(chain.contract('NodeRegistry'), 'submitStatus', status, ...sign(`status/${sequence}`, digest))
}

async function registryDomain(chain: DeployedChain) {
  const verifyingContract = await chain.contract('NodeRegistry').getAddress()
  return { name: 'Powerchain Registry', version: '1', chainId, verifyingContract }
}

const fieldsOf = (text: string) =>
  text.split(',').map((field) => {
    const [type = '', name = ''] = field.split(' ')
    return { type, name }
  })
const rotationType = {
  KeyRotation: fieldsOf('uint32 site,uint32 epoch,address oldKey,address newKey,uint32 fromQuarter'),
}
const statusType = {
  StorageStatus: fieldsOf(
    'uint32 node,uint32 sequence,uint40 measuredAt,uint40 validUntil,uint8 kind,uint64 capacityWh,uint64 usableWh,uint64 guaranteedWh,uint32 ratedVoltageV,uint32 minDurationMin,uint32 maxDurationMin,uint32 lossPpmPerHour,uint32 chargePowerW,uint32 dischargePowerW,bytes32 evidence',
  ),
}

/** Puts tokens of a member into the vault and lets market and desk hold them. */
export async function fund(chain: DeployedChain, wallet: Account, tokens: number): Promise<void> {
  const vault = chain.contract('EscrowVault', wallet)
  await sent(chain.contract('PowecToken', wallet), 'approve', await vault.getAddress(), MaxUint256)
  await sent(vault, 'deposit', parseEther(`${tokens}`))
  for (const module of ['StorageMarket', 'DisputeDesk'] as const)
    await sent(
      vault,
      'allow',
      await chain.contract(module).getAddress(),
      parseEther(`${tokens}`),
      (await now(chain)) + 90 * 86_400,
    )
}

/** Concludes the agreement of the first worked example between a storage and a payer; returns its number. */
export async function conclude(
  chain: DeployedChain,
  storage: MarketSite,
  payer: MarketSite,
  times: Awaited<ReturnType<typeof exampleTimes>>,
  arbiter?: string,
): Promise<string> {
  const prices = { capacity: `${token / 50n}`, hold: `${token / 100n}`, giveBack: `${3n * token}` }
  const at = await now(chain)
  const { accumulateFrom, accumulateTo, supplyFrom, supplyTo } = times
  const until = at + 20 * 86_400
  const offer = await byLedger(storage, 'offer', 'OfferPlaced', [
    `${storage.number}`,
    '500000',
    `${accumulateFrom - 8}`,
    `${supplyTo + 8}`,
    `${until}`,
    '1',
    prices,
  ])
  const terms = {
    kind: '1',
    payer: payer.wallet.address,
    meteredSite: '0',
    volume: '500000',
    part: '500000',
    zones: ['7'],
    surcharges: ['0'],
    kindsMask: '255',
    sourcesMask: '255',
    accumulateFrom: `${accumulateFrom}`,
    accumulateTo: `${accumulateTo}`,
    supplyFrom: `${supplyFrom}`,
    supplyTo: `${supplyTo}`,
    permittedLossPpm: '80000',
    limits: prices,
    shortPrice: `${8n * token}`,
    deviationPrice: `${token}`,
    bondPpm: '200000',
    brokerFeePpm: '0',
    bidUntil: `${at + 1_200}`,
    allOrNone: true,
    mayConvert: false,
    scheduleHash: ZeroHash,
    onBehalf: ZeroHash,
    arbiter: arbiter ?? (await chain.anvil.rich.getAddress()),
  }
  const request = await byLedger(payer, 'request', 'RequestPlaced', [terms])
  const anybody = chain.contract('StorageMarket')
  await sent(anybody, 'propose', request, terms, 0, offer)
  await chain.anvil.pass(1_300)
  await sent(anybody, 'conclude', request, terms)
  await storage.end.settle()
  const opened = storage.end.ledger.events().findLast(({ name }) => name === 'AgreementOpened')
  return String(opened?.args['agreement'])
}

let acts = 0

/** An act of a member through its own outbox; gives the number of what came of it. */
async function byLedger({ end }: MarketSite, method: string, event: string, args: LedgerValue[]): Promise<string> {
  const why = { author: 'test', reason: 'an agreement is wanted' }
  const key = `${method}/${acts++}`
  end.ledger.submit({ key, words: method, contract: 'StorageMarket', method, args, ...why })
  await end.settle()
  const told = end.ledger.events().findLast(({ name }) => name === event)
  return String(told?.args[method])
}
