import type { Chemistry } from '../../../domain/models/chemistries.ts'

/** What one cell of a chemistry is like. */
export interface Cell {
  /** Open-circuit voltage empty and full, V. */
  emptyV: number
  fullV: number
  /** Voltage drop at rated power, V. */
  sagV: number
  /** Inner resistance of a rack as new at 25 degC, busbars included, mOhm. */
  resistanceMOhm: number
  /** Difference between the best and the worst cell, V. */
  spreadV: number
  /** State of health lost per equivalent full cycle, percent. */
  wearPctPerCycle: number
  /** Width below the highest state of charge in which it takes less and less, percent of the rated energy. */
  fillingPct: number
}

/** Usual datasheet values of cells: LFP, valve-regulated lead-acid, rechargeable zinc manganese dioxide. */
export const cells: Record<Chemistry, Cell> = {
  liIon: {
    emptyV: 3.05,
    fullV: 3.4,
    sagV: 0.07,
    resistanceMOhm: 30,
    spreadV: 0.012,
    wearPctPerCycle: 0.004,
    fillingPct: 4,
  },
  agm: {
    emptyV: 1.94,
    fullV: 2.16,
    sagV: 0.05,
    resistanceMOhm: 34,
    spreadV: 0.02,
    wearPctPerCycle: 0.03,
    fillingPct: 6,
  },
  gel: {
    emptyV: 1.95,
    fullV: 2.15,
    sagV: 0.06,
    resistanceMOhm: 38,
    spreadV: 0.02,
    wearPctPerCycle: 0.018,
    fillingPct: 8,
  },
  alkaline: {
    emptyV: 1.1,
    fullV: 1.55,
    sagV: 0.12,
    resistanceMOhm: 44,
    spreadV: 0.03,
    wearPctPerCycle: 0.02,
    fillingPct: 10,
  },
}
