import type { ChainState, IntentState } from '../../../domain/settlement/outbox.ts'

/** States of the chain in a word or two. */
export const chainNames: Record<ChainState, string> = {
  off: 'Not asked',
  offline: 'Offline',
  uncertain: 'Uncertain',
  single: 'One node',
  sure: 'In step',
}

/** States of an intent in the outbox, in the words of the screens. */
export const intentNames: Record<IntentState, string> = {
  drafted: 'waits',
  signed: 'signed',
  sent: 'sent',
  unknown: 'answer lost',
  mined: 'mined',
  confirmed: 'confirmed',
  reorged: 'block gone, again',
  reverted: 'refused',
  final: 'final',
  adopted: 'by another',
  superseded: 'given up',
}

/** States in which nothing more happens by itself. */
export const isOver = (state: IntentState): boolean =>
  state === 'final' || state === 'adopted' || state === 'superseded'
