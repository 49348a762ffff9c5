import type { Person } from '../../../domain/access.ts'
import type { AlarmCondition } from '../../../domain/alarm.ts'
import type { GivenFile, MadeFile } from '../../../domain/rpc/files.ts'
import type { KeyName, RotateInput, WalletNow } from '../../../domain/rpc/settlement/wallet.ts'

/** Keys and money of the site for people; what each call does and its errors: `walletCalls`. */
export interface WalletDesk {
  now(): WalletNow
  createOperator(person: Person, passphrase: string, reason: string): Promise<WalletNow>
  unlockOperator(person: Person, passphrase: string): Promise<WalletNow>
  lockOperator(person: Person, reason: string): WalletNow
  backup(person: Person, key: KeyName, reason: string): MadeFile
  checkBackup(person: Person, key: KeyName, file: GivenFile, passphrase: string): Promise<WalletNow>
  restore(person: Person, key: KeyName, file: GivenFile, passphrase: string, reason: string): Promise<WalletNow>
  goWithoutBackup(person: Person, key: 'controller' | 'next', reason: string): WalletNow
  deposit(person: Person, units: string, reason: string): WalletNow
  withdraw(person: Person, units: string, to: string | undefined, reason: string): WalletNow
  decideTransfer(person: Person, id: string, isAgreed: boolean, reason: string): WalletNow
  rotateController(person: Person, input: RotateInput): Promise<WalletNow>
  revokeController(person: Person, epoch: number, sinceQuarter: number, reason: string): WalletNow
  conditions(): AlarmCondition[]
}
