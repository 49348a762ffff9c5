import { join } from 'node:path'
import type { Clock } from '../../../domain/clock.ts'
import type { Log } from '../../../domain/log.ts'
import type { SettlementConfig } from '../../../domain/settlement/settings.ts'
import type { Ms } from '../../../domain/units.ts'
import type { ControllerKey } from '../../settlement/keys/controller-key.ts'
import { createBalances } from '../../settlement/wallet/balances.ts'
import { createTransferStore } from '../../settlement/wallet/transfer-store.ts'
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
    config: SettlementConfig
    chain: OpenChain
    controller: ControllerKey
    keyEpoch: number
    controllerAddress(): string | null
    folder: string
    clock: Clock
    log: Log
    teardown: Teardown
  },
  { db, audit }: Pick<Stores, 'db' | 'audit'>,
): WalletDesk {
  const { config, chain, controller, keyEpoch, folder, clock, log, teardown } = needs
  const { ledger, operator, balanceOf, weiToday, settings } = chain
  const balances = createBalances({ ledger, balanceOf, clock, log })
  teardown.add(
    'wallet',
    clock.every(refreshMs, () => void balances.refresh()),
  )
  const { powecPerDay, secondPersonAbovePowec } = config.caps
  return createWallet({
    isPractice: config.practice === true,
    site: config.site,
    operator,
    controller,
    keyEpoch,
    controllerAddress: needs.controllerAddress,
    files: { operator: join(folder, 'operator.json'), controller: join(folder, `controller-${keyEpoch}.json`) },
    balances,
    store: createTransferStore(db, clock.now),
    caps: { unitsPerDay: unitsOf(powecPerDay), secondPersonAbove: unitsOf(secondPersonAbovePowec) },
    weiPerDay: settings.maxWeiPerDay,
    weiToday,
    ledger,
    audit: audit.write,
    clock,
  })
}

function unitsOf(powec: number): bigint {
  return BigInt(Math.floor(powec)) * unitsPerPowec
}
