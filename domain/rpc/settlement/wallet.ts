import { z } from 'zod'
import { fileShape, givenFile, reason } from '../files.ts'
import { engineer, operator, viewer } from '../roles.ts'

const at = z.number().int()
const quarter = z.number().int().nonnegative()
/** Token units (1e-18 POWEC) or wei, decimal. */
const units = z.string().regex(/^\d{1,40}$/)
const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/, '0x and 40 hexadecimal digits')
const passphrase = z.string().min(1).max(200)

/**
 * The keys of a site: the operator's pays gas and is the member's account, the controller's signs what is stated, the next one
 * is the controller's from a quarter to come on.
 */
export const keyNames = ['operator', 'controller', 'next'] as const
/** One of {@link keyNames}. */
export type KeyName = (typeof keyNames)[number]

const keyShape = z.object({
  state: z.enum(['none', 'locked', 'unlocked']),
  /** `null` while there is no key. */
  address: z.string().nullable(),
  /** A backup was made and read back; without it the key is one disk away from being lost. */
  backedUpAt: at.nullable(),
})

/** A key of the controller. */
const controllerKeyShape = keyShape.extend({
  epoch: z.number().int(),
  /** Who lets it go without a proven backup, and why; `null` = nobody. */
  withoutBackup: z.object({ person: z.string(), reason: z.string(), at }).nullable(),
  /** The registry is not told of it before a backup was read back, or somebody said why there is none. */
  waitsForBackup: z.boolean(),
})

/** A span of quarters in which a controller key speaks for the site. */
export const keyEpochShape = z.object({
  epoch: z.number().int(),
  address: z.string(),
  fromQuarter: quarter,
  /** First quarter of the next key; `null` = none is named. */
  untilQuarter: quarter.nullable(),
  /** Not believed from this quarter on. */
  revokedSince: quarter.nullable(),
  /** Whether the chain knows it, finally. */
  isOnChain: z.boolean(),
})
/** A span of quarters in which a controller key speaks for the site. */
export type KeyEpochRow = z.infer<typeof keyEpochShape>

/** What moves tokens of the site when a person says so: into the vault, out of it, or out of an agreement's escrow by accepting a line. */
export const transferKinds = ['deposit', 'withdraw', 'accept'] as const

/** A movement of tokens; above the threshold of the site file it waits until a second person agrees. */
export const transferShape = z.object({
  id: z.string(),
  kind: z.enum(transferKinds),
  units,
  /** Who gets what is withdrawn; the line that is accepted, as `Acceptance.id` names it. */
  to: z.string().nullable(),
  state: z.enum(['proposed', 'kept', 'declined']),
  person: z.string(),
  reason: z.string(),
  at,
  secondPerson: z.string().nullable(),
  /** Intent of the outbox that carries it out. */
  intent: z.string().nullable(),
})
/** A movement of tokens. */
export type Transfer = z.infer<typeof transferShape>

/** Keys, balances and what moves. */
export const walletNowShape = z.object({
  operator: keyShape,
  controller: controllerKeyShape.extend({ epochs: z.array(keyEpochShape) }),
  /** The key that follows; `null` while none is made, and once it speaks. */
  next: controllerKeyShape.extend({ fromQuarter: quarter }).nullable(),
  /** Keys and passphrases that everybody knows, of the practice chain. */
  isPractice: z.boolean(),
  /** `null` while the chain was never asked. */
  balances: z
    .object({
      wei: units,
      /** In the account itself. */
      units,
      /** In the vault: free, and held in purses of agreements, requests and disputes of this site. */
      vaultFree: units,
      vaultHeld: units,
      /** Wrapped for voting, and votes delegated to this account. */
      wrapped: units,
      votes: units,
      at,
    })
    .nullable(),
  caps: z.object({
    weiPerDay: units,
    weiToday: units,
    unitsPerDay: units,
    unitsToday: units,
    /** More than this needs a second person. */
    secondPersonAbove: units,
  }),
  transfers: z.array(transferShape),
})
/** Keys, balances and what moves. */
export type WalletNow = z.infer<typeof walletNowShape>

/** A new controller key from a quarter on; the present key signs for it unless it is lost. */
export const rotateInput = z.strictObject({
  passphrase,
  /** Quarter that begins in the future. */
  fromQuarter: quarter,
  /** The old key can't sign any more: the owner's account vouches alone, and the new key signs anew what is not on the chain. */
  isOldLost: z.boolean().default(false),
  reason,
})
/** A new controller key from a quarter on. */
export type RotateInput = z.infer<typeof rotateInput>

/** Calls about keys and money of this site. */
export const walletCalls = {
  now: viewer.output(walletNowShape),
  /** Makes the key that pays gas and is the member. Errors: Config.Invalid, Store.Failed. */
  createOperator: engineer.input(z.strictObject({ passphrase, reason })).output(walletNowShape),
  /** Opens it until the engine ends or it is locked. Errors: Access.Denied, Config.NotFound, Store.Damaged. */
  unlockOperator: engineer.input(z.strictObject({ passphrase })).output(walletNowShape),
  lockOperator: engineer.input(z.strictObject({ reason })).output(walletNowShape),
  /** The encrypted key as a file. Errors: Config.NotFound. */
  backup: engineer.input(z.strictObject({ key: z.enum(keyNames), reason })).output(fileShape),
  /** Opens a backup to prove that it restores the key; only then it counts. Errors: Access.Denied, Store.Damaged. */
  checkBackup: engineer
    .input(z.strictObject({ key: z.enum(keyNames), file: givenFile, passphrase }))
    .output(walletNowShape),
  /** Puts a backup in the place of a key that is not there. Errors: Access.Denied, Config.Invalid, Store.Damaged. */
  restore: engineer
    .input(z.strictObject({ key: z.enum(keyNames), file: givenFile, passphrase, reason }))
    .output(walletNowShape),
  /** Lets a key of the controller go without a proven backup. Errors: Config.NotFound, Config.Invalid where it waits for none. */
  goWithoutBackup: engineer
    .input(z.strictObject({ key: z.enum(['controller', 'next']), reason }))
    .output(walletNowShape),
  /** Tokens of the account into the vault. Errors: Access.Denied beyond the day's cap, Config.NotFound without a key. */
  deposit: operator.input(z.strictObject({ units, reason })).output(walletNowShape),
  /** Free tokens of the vault to an address (absent = the own account). Errors: as deposit. */
  withdraw: operator.input(z.strictObject({ units, to: address.optional(), reason })).output(walletNowShape),
  /** The second person agrees or not. Errors: Access.Denied for the one who proposed, Config.NotFound. */
  decideTransfer: operator
    .input(z.strictObject({ id: z.string().max(200), isAgreed: z.boolean(), reason }))
    .output(walletNowShape),
  /** Errors: Config.Invalid for a quarter that is not in the future, Access.Denied while the old key is locked. */
  rotateController: engineer.input(rotateInput).output(walletNowShape),
  /** The key is not believed for quarters from `sinceQuarter` on. Errors: Config.Invalid, Config.NotFound. */
  revokeController: engineer
    .input(z.strictObject({ epoch: z.number().int().min(1), sinceQuarter: quarter, reason }))
    .output(walletNowShape),
}
