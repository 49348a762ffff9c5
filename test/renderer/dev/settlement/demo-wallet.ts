import { implement } from '@orpc/server'
import { PowerchainError } from '../../../../domain/errors.ts'
import { contract } from '../../../../domain/rpc/contract.ts'
import type { WalletNow } from '../../../../domain/rpc/settlement/wallet.ts'
import { demoAccount } from './demo-ledger.ts'

const powec = (whole: number) => `${whole}${'0'.repeat(18)}`

/** Keys and money of the demonstration; what moves is only noted. */
export function createDemoWallet({ now }: { now: () => number }) {
  const { wallet } = implement(contract)
  const state = demoState(now())
  const transfer = (kind: 'deposit' | 'withdraw', units: string, to: string | null, reason: string): WalletNow => {
    const isLarge = BigInt(units) > BigInt(state.caps.secondPersonAbove)
    state.transfers = [
      {
        id: String(state.transfers.length + 1),
        kind,
        units,
        to,
        state: isLarge ? 'proposed' : 'kept',
        person: 'demo',
        reason,
        at: now(),
        secondPerson: null,
        intent: isLarge ? null : `${kind}/${state.transfers.length + 1}`,
      },
      ...state.transfers,
    ]
    return state
  }
  const operatorState = (key: 'locked' | 'unlocked'): WalletNow => {
    state.operator = { ...state.operator, state: key, address: demoAccount }
    return state
  }
  return {
    now: wallet.now.handler(() => state),
    createOperator: wallet.createOperator.handler(() => operatorState('unlocked')),
    unlockOperator: wallet.unlockOperator.handler(() => operatorState('unlocked')),
    lockOperator: wallet.lockOperator.handler(() => operatorState('locked')),
    backup: wallet.backup.handler(({ input }) => ({
      name: `${input.key}-1.json`,
      mediaType: 'application/json',
      base64: 'e30=',
    })),
    checkBackup: wallet.checkBackup.handler(({ input }) => {
      Object.assign(state[input.key] ?? {}, { backedUpAt: now(), waitsForBackup: false })
      return state
    }),
    goWithoutBackup: wallet.goWithoutBackup.handler(({ input }) => {
      const withoutBackup = { person: 'demo', reason: input.reason, at: now() }
      Object.assign(state[input.key] ?? {}, { withoutBackup, waitsForBackup: false })
      return state
    }),
    restore: wallet.restore.handler(() => {
      throw new PowerchainError('Config.Invalid', 'There is a key already.')
    }),
    deposit: wallet.deposit.handler(({ input }) => transfer('deposit', input.units, null, input.reason)),
    withdraw: wallet.withdraw.handler(({ input }) =>
      transfer('withdraw', input.units, input.to ?? demoAccount, input.reason),
    ),
    decideTransfer: wallet.decideTransfer.handler(({ input }) => {
      state.transfers = state.transfers.map((one) =>
        one.id === input.id ? { ...one, state: input.isAgreed ? 'kept' : 'declined', secondPerson: 'second' } : one,
      )
      return state
    }),
    rotateController: wallet.rotateController.handler(({ input }) => {
      const { fromQuarter } = input
      state.next = { ...nextKey, fromQuarter }
      const ahead = { untilQuarter: null, revokedSince: null, isOnChain: false }
      const [present, ...later] = state.controller.epochs
      if (present && later.length === 0)
        state.controller.epochs = [
          { ...present, untilQuarter: fromQuarter },
          { ...ahead, epoch: nextKey.epoch, address: nextKey.address, fromQuarter },
        ]
      return state
    }),
    revokeController: wallet.revokeController.handler(({ input }) => {
      state.controller.epochs = state.controller.epochs.map((one) =>
        one.epoch === input.epoch ? { ...one, revokedSince: input.sinceQuarter } : one,
      )
      return state
    }),
  }
}

const nextKey = {
  state: 'unlocked',
  address: '0x90F79bf6EB2c4f870365E785982E1f101E93b906',
  backedUpAt: null,
  epoch: 2,
  withoutBackup: null,
  waitsForBackup: true,
} as const

function demoState(now: number): WalletNow {
  const controller = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'
  return {
    operator: { state: 'unlocked', address: demoAccount, backedUpAt: null },
    controller: {
      state: 'unlocked',
      address: controller,
      backedUpAt: now - 3 * 86_400_000,
      epoch: 1,
      withoutBackup: null,
      waitsForBackup: false,
      epochs: [
        {
          epoch: 1,
          address: controller,
          fromQuarter: 0,
          untilQuarter: null,
          revokedSince: null,
          isOnChain: true,
        },
      ],
    },
    next: null,
    isPractice: true,
    balances: {
      wei: '9998750000000000000',
      units: powec(180_000),
      vaultFree: powec(62_430),
      vaultHeld: powec(12_500),
      wrapped: powec(25_000),
      votes: powec(25_000),
      at: now - 2_000,
    },
    caps: {
      weiPerDay: '50000000000000000',
      weiToday: '1830000000000000',
      unitsPerDay: powec(100_000),
      unitsToday: powec(5_000),
      secondPersonAbove: powec(10_000),
    },
    transfers: [
      {
        id: '1',
        kind: 'withdraw',
        units: powec(20_000),
        to: demoAccount,
        state: 'proposed',
        person: 'Ann',
        reason: 'monthly pay-out',
        at: now - 7_200_000,
        secondPerson: null,
        intent: null,
      },
    ],
  }
}
