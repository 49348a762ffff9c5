import type { disputedQuantities } from '../../../../domain/settlement/dispute.ts'

/** Quantities of a line in words. */
export const quantityNames: Readonly<Record<(typeof disputedQuantities)[number], string>> = {
  takenWh: 'Taken',
  returnedWh: 'Returned',
  shortWh: 'Short',
  deviationWh: 'Deviation',
  unusedWh: 'Unused',
}
