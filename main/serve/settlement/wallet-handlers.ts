import type { WalletNow } from '../../../domain/rpc/settlement/wallet.ts'
import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'
import { asked } from './asked.ts'

/** Keys and money of the site. */
export function walletHandlers({ wallet: base }: Guarded, site: ServedSite) {
  const desk = () => asked(site.wallet)
  return {
    now: base.now.handler(() => site.wallet?.now() ?? noWallet),
    createOperator: base.createOperator.handler(({ input, context }) =>
      desk().createOperator(context.person, input.passphrase, input.reason),
    ),
    unlockOperator: base.unlockOperator.handler(({ input, context }) =>
      desk().unlockOperator(context.person, input.passphrase),
    ),
    lockOperator: base.lockOperator.handler(({ input, context }) => desk().lockOperator(context.person, input.reason)),
    backup: base.backup.handler(({ input, context }) => desk().backup(context.person, input.key, input.reason)),
    checkBackup: base.checkBackup.handler(({ input, context }) =>
      desk().checkBackup(context.person, input.key, input.file, input.passphrase),
    ),
    restore: base.restore.handler(({ input, context }) =>
      desk().restore(context.person, input.key, input.file, input.passphrase, input.reason),
    ),
    goWithoutBackup: base.goWithoutBackup.handler(({ input, context }) =>
      desk().goWithoutBackup(context.person, input.key, input.reason),
    ),
    deposit: base.deposit.handler(({ input, context }) => desk().deposit(context.person, input.units, input.reason)),
    withdraw: base.withdraw.handler(({ input, context }) =>
      desk().withdraw(context.person, input.units, input.to, input.reason),
    ),
    decideTransfer: base.decideTransfer.handler(({ input, context }) =>
      desk().decideTransfer(context.person, input.id, input.isAgreed, input.reason),
    ),
    rotateController: base.rotateController.handler(({ input, context }) =>
      desk().rotateController(context.person, input),
    ),
    revokeController: base.revokeController.handler(({ input, context }) =>
      desk().revokeController(context.person, input.epoch, input.sinceQuarter, input.reason),
    ),
  }
}

const noKey = { state: 'none', address: null, backedUpAt: null } as const
const noWallet: WalletNow = {
  operator: noKey,
  controller: { ...noKey, epoch: 0, withoutBackup: null, waitsForBackup: false, epochs: [] },
  next: null,
  isPractice: false,
  balances: null,
  caps: { weiPerDay: '0', weiToday: '0', unitsPerDay: '0', unitsToday: '0', secondPersonAbove: '0' },
  transfers: [],
}
