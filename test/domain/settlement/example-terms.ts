import { parseEther } from 'ethers'
import type { AgreementTerms } from '../../../domain/settlement/agreement.ts'

/** Units of an amount of POWEC. */
export const powec = parseEther

/** Terms of the first worked example of the specification. */
export const exampleTerms: AgreementTerms = {
  agreement: '1',
  kind: 'storage',
  payer: `0x${'1'.repeat(40)}`,
  payee: `0x${'2'.repeat(40)}`,
  site: 7,
  volumeWh: 500_000,
  accumulateFrom: 1_000_040,
  accumulateTo: 1_000_048,
  supplyFrom: 1_000_072,
  supplyTo: 1_000_080,
  kindPpm: 1_000_000,
  capacityPrice: `${powec('0.02')}`,
  holdPrice: `${powec('0.01')}`,
  returnPrice: `${powec('3')}`,
  shortPrice: `${powec('8')}`,
  deviationPrice: `${powec('1')}`,
  permittedLossPpm: 80_000,
  bond: `${powec('330')}`,
  escrow: `${powec('1650')}`,
  scheduleHash: `0x${'0'.repeat(64)}`,
  onBehalf: `0x${'0'.repeat(64)}`,
  arbiter: `0x${'3'.repeat(40)}`,
}

/** Quantities of an agreement that did nothing. */
export const noQuantities = {
  takenWh: 0,
  returnedWh: 0,
  reservedWhQ: '0',
  storedWhQ: '0',
  shortWh: 0,
  deviationWh: 0,
  unusedWh: 0,
}
