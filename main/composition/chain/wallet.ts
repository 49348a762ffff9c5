import { join } from 'node:path'
import type { Clock } from '../../../domain/clock.ts'
import type { Log } from '../../../domain/log.ts'
import type { KeyName } from '../../../domain/rpc/settlement/wallet.ts'
import type { SettlementConfig } from '../../../domain/settlement/settings.ts'
import type { Ms } from '../../../domain/units.ts'
import type { ControllerKeys } from '../../settlement/keys/controller-keys.ts'
import type { SettlementPlace } from '../../settlement/hashing/typed.ts'
import { createBalances } from '../../settlement/wallet/balances.ts'
import type { PostedOf } from '../../settlement/wallet/rotate.ts'
import { createTransferStore } from '../../settlement/wallet/transfer-store.ts'
import { createTransfers, type TransferNeeds, type Transfers } from '../../settlement/wallet/transfers.ts'
import { createWallet } from '../../settlement/wallet/wallet.ts'
import type { WalletDesk } from '../../settlement/wallet/wallet-desk.ts'
import type { Stores } from '../../stores.ts'
import type { Teardown } from '../../teardown.ts'
import type { OpenChain } from './open-chain.ts'

const refreshMs: Ms = 5_000
const unitsPerPowec = 10n ** 18n

/** Keys and money of the site. */
export function openWallet(
  needs: {
    config: SettlementConfig & SettlementPlace
    posted: PostedOf
    chain: OpenChain
    controller: ControllerKeys
    folder: string
    /** Signs for a line that was accepted. */
    accept: TransferNeeds['accept']
    clock: Clock
    log: Log
    teardown: Teardown
  },
  { db, audit }: Pick<Stores, 'db' | 'audit'>,
): { wallet: WalletDesk; transfers: Transfers } {
  const { config, chain, controller, folder, clock, log, teardown } = needs
  const { ledger, operator, balanceOf, weiToday, settings } = chain
  const balances = createBalances({ ledger, balanceOf, clock, log })
  teardown.add(
    'wallet',
    clock.every(refreshMs, () => void balances.refresh()),
  )
  const { chainId } = config
  const { powecPerDay, secondPersonAbovePowec } = config.caps
  const store = createTransferStore(db, clock.now)
  const caps = { unitsPerDay: unitsOf(powecPerDay), secondPersonAbove: unitsOf(secondPersonAbovePowec) }
  const money = { store, ledger, caps, audit: audit.write }
  const transfers = createTransfers({ ...money, accept: needs.accept, now: clock.now })
  const wallet = createWallet({
    ...money,
    transfers,
    isPractice: config.practice === true,
    chainId,
    posted: needs.posted,
    site: config.site,
    operator,
    controller,
    fileOf: (key) => join(folder, key === 'operator' ? 'operator.json' : `controller-${epochOf(controller, key)}.json`),
    balances,
    weiPerDay: settings.maxWeiPerDay,
    weiToday,
    clock,
  })
  return { wallet, transfers }
}

/** The next key is the newest one. */
function epochOf(controller: ControllerKeys, key: KeyName): number {
  return key === 'next' ? controller.newest().epoch : controller.epoch()
}

function unitsOf(powec: number): bigint {
  return BigInt(Math.floor(powec)) * unitsPerPowec
}
