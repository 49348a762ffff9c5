import type { KeyName } from '../../../domain/rpc/settlement/wallet.ts'

/** What each key is called and does. */
export const keyWords: Record<KeyName, { title: string; does: string }> = {
  operator: {
    title: 'Operator key',
    does: 'Pays fees and is the member’s account: it brings to the chain what was signed, and can alter none of it.',
  },
  controller: {
    title: 'Controller key',
    does: 'Signs statements and batches of this site. Locked, statements are drafted and wait.',
  },
  next: {
    title: 'Next controller key',
    does: 'Takes over from the controller key when its first quarter begins.',
  },
}

/** Least letters of a new passphrase. */
export const leastPassphrase = 12

/** Why a new passphrase can't be taken; `undefined` when it can. */
export function passphraseObstacle(passphrase: string, again: string): string | undefined {
  if (passphrase.length < leastPassphrase) return `The passphrase needs at least ${leastPassphrase} letters.`
  return passphrase === again ? undefined : 'The two passphrases differ.'
}
