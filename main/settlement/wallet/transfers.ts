import { PowerchainError } from '../../../domain/errors.ts'
import type { Transfer } from '../../../domain/rpc/settlement/wallet.ts'
import type { Ledger } from '../../../domain/settlement/ledger.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import { startOfDay } from './day.ts'
import type { TransferStore, WantedTransfer } from './transfer-store.ts'

/** What transfers are made with. */
export interface TransferNeeds {
  store: TransferStore
  ledger: Ledger
  caps: { unitsPerDay: bigint; secondPersonAbove: bigint }
  /** Signs for an accepted line and gives the intent that brings it. Errors: `Config.NotFound`, `Access.Denied` while the key is locked. */
  accept(transfer: Transfer): string
  audit: WriteAudit
  now(): EpochMs
}

/** What moves tokens when a person says so. The threshold for a second person is the same for all; escrow counted for its day already. */
const rules: Readonly<Record<Transfer['kind'], { countsForDay: boolean; from: 'vault' | 'escrow' }>> = {
  deposit: { countsForDay: true, from: 'vault' },
  withdraw: { countsForDay: true, from: 'vault' },
  accept: { countsForDay: false, from: 'escrow' },
}

/** Tokens that people move. */
export type Transfers = ReturnType<typeof createTransfers>

/**
 * Tokens moved between account and vault, and lines accepted: below the threshold at once, above it when a second person agrees;
 * never beyond the day's cap.
 */
export function createTransfers(needs: TransferNeeds) {
  const { store, ledger, caps, audit } = needs
  function account(): string {
    const known = ledger.account()
    if (known !== undefined) return known
    throw new PowerchainError('Config.NotFound', 'There is no operator key: the site has no account yet.')
  }
  const checkCap = (wanted: Pick<Transfer, 'kind' | 'units'>) => checkDay(needs, wanted)
  function keep(transfer: Transfer, secondPerson: string | null): void {
    checkCap(transfer)
    const intent = rules[transfer.kind].from === 'escrow' ? needs.accept(transfer) : submit(ledger, transfer)
    store.decide(transfer.id, { isAgreed: true, secondPerson, intent })
  }
  /** What can't be carried out is declined at once, so that nothing waits for a second person who is not needed. */
  function keepAtOnce(transfer: Transfer): void {
    try {
      keep(transfer, null)
    } catch (error) {
      store.decide(transfer.id, { isAgreed: false, secondPerson: null, intent: null })
      throw error
    }
  }
  const known = (id: string): Transfer => {
    const found = store.get(id)
    if (found?.state === 'proposed') return found
    throw new PowerchainError('Config.NotFound', 'There is no such transfer that waits.')
  }
  return {
    account,
    /** Errors: `Access.Denied` beyond the day's cap, `Config.NotFound` without an account or vault, `Config.Invalid` for nothing. */
    ask(wanted: WantedTransfer): void {
      account()
      // a last line that brings nothing more is accepted so that the agreement closes
      if (BigInt(wanted.units) === 0n && rules[wanted.kind].from === 'vault')
        throw new PowerchainError('Config.Invalid', 'Nothing is moved by 0.')
      checkCap(wanted)
      const id = store.add(wanted)
      const needsSecond = BigInt(wanted.units) > caps.secondPersonAbove
      const { person, kind, units, reason } = wanted
      audit({
        person,
        action: needsSecond ? 'TransferProposed' : 'TransferKept',
        detail: `${kind} ${units}: ${reason}`,
      })
      if (!needsSecond) keepAtOnce(known(id))
    },
    /** Whether a line waits for the second person. */
    isProposed: (line: string): boolean => store.waiting('accept').includes(line),
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

/** @throws PowerchainError `Access.Denied` beyond the day's cap */
function checkDay({ store, caps, now }: TransferNeeds, { kind, units }: Pick<Transfer, 'kind' | 'units'>): void {
  if (!rules[kind].countsForDay) return
  const moved = store.unitsSince(startOfDay(now()))
  if (moved + BigInt(units) <= caps.unitsPerDay) return
  throw new PowerchainError('Access.Denied', 'That is more than may be moved in a day (settlement.caps.powecPerDay).')
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
