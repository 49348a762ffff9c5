import { PowerchainError } from '../../../domain/errors.ts'
import type { Transfer } from '../../../domain/rpc/settlement/wallet.ts'
import type { Ledger } from '../../../domain/settlement/ledger.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import { startOfDay } from './day.ts'
import type { TransferStore } from './transfer-store.ts'

/** What transfers are made with. */
export interface TransferNeeds {
  store: TransferStore
  ledger: Ledger
  caps: { unitsPerDay: bigint; secondPersonAbove: bigint }
  audit: WriteAudit
  now(): EpochMs
}

/** Tokens moved between account and vault: below the threshold at once, above it when a second person agrees; never beyond the day's cap. */
export function createTransfers({ store, ledger, caps, audit, now }: TransferNeeds) {
  function account(): string {
    const known = ledger.account()
    if (known !== undefined) return known
    throw new PowerchainError('Config.NotFound', 'There is no operator key: the site has no account yet.')
  }
  function checkCap(units: string): void {
    const moved = store.unitsSince(startOfDay(now()))
    if (moved + BigInt(units) <= caps.unitsPerDay) return
    throw new PowerchainError('Access.Denied', 'That is more than may be moved in a day (settlement.caps.powecPerDay).')
  }
  function keep(transfer: Transfer, secondPerson: string | null): void {
    checkCap(transfer.units)
    const intent = submit(ledger, transfer)
    store.decide(transfer.id, { isAgreed: true, secondPerson, intent })
  }
  const known = (id: string): Transfer => {
    const found = store.get(id)
    if (found?.state === 'proposed') return found
    throw new PowerchainError('Config.NotFound', 'There is no such transfer that waits.')
  }
  return {
    account,
    /** Errors: `Access.Denied` beyond the day's cap, `Config.NotFound` without an account or vault, `Config.Invalid` for nothing. */
    ask(wanted: Pick<Transfer, 'kind' | 'units' | 'to' | 'person' | 'reason'>): void {
      account()
      if (BigInt(wanted.units) === 0n) throw new PowerchainError('Config.Invalid', 'Nothing is moved by 0.')
      checkCap(wanted.units)
      const id = store.add(wanted)
      const needsSecond = BigInt(wanted.units) > caps.secondPersonAbove
      const { person, kind, units, reason } = wanted
      audit({
        person,
        action: needsSecond ? 'TransferProposed' : 'TransferKept',
        detail: `${kind} ${units}: ${reason}`,
      })
      if (!needsSecond) keep(known(id), null)
    },
    /** Errors: `Access.Denied` for the one who proposed it and beyond the day's cap, `Config.NotFound`. */
    decide(person: string, id: string, isAgreed: boolean, reason: string): void {
      const transfer = known(id)
      if (transfer.person === person)
        throw new PowerchainError('Access.Denied', 'A second person has to decide, not the one who asked for it.')
      if (isAgreed) keep(transfer, person)
      else store.decide(id, { isAgreed: false, secondPerson: person, intent: null })
      const { kind, units } = transfer
      audit({
        person,
        action: isAgreed ? 'TransferAgreed' : 'TransferDeclined',
        detail: `${kind} ${units} of ${transfer.person}: ${reason}`,
      })
    },
  }
}

/** Acts of the outbox that carry a transfer out; gives the id of the last one. */
function submit(ledger: Ledger, { id, kind, units, to, person, reason }: Transfer): string {
  const vault = ledger.addressOf('EscrowVault')
  if (vault === undefined) throw new PowerchainError('Config.NotFound', 'This network has no vault.')
  const asked = { author: person, reason }
  if (kind === 'withdraw') {
    const words = `Withdraw ${inPowec(units)} POWEC from the vault`
    const args = [units, to ?? '']
    return ledger.submit({ key: `transfer/${id}`, words, contract: 'EscrowVault', method: 'withdraw', args, ...asked })
  }
  const allowed = { contract: 'PowecToken', method: 'approve', args: [vault, units] } as const
  ledger.submit({ key: `transfer/${id}`, words: `Allow the vault ${inPowec(units)} POWEC`, ...allowed, ...asked })
  const words = `Put ${inPowec(units)} POWEC into the vault`
  return ledger.submit({
    key: `transfer/${id}`,
    words,
    contract: 'EscrowVault',
    method: 'deposit',
    args: [units],
    ...asked,
  })
}

/** Units as whole POWEC, for the words of an act; what is less than one is left out. */
function inPowec(units: string): string {
  return String(BigInt(units) / 10n ** 18n)
}
