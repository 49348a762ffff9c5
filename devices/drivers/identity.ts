import { PowerchainError } from '../../domain/errors.ts'

/** Who answers, as far as the serial number tells. */
export type Verdict =
  | { is: 'known'; serial: string | undefined }
  /** Not the one the site file names. */
  | { is: 'wrong'; serial: string | undefined }
  /** Another one than last time; the site file names none. */
  | { is: 'replaced'; serial: string; before: string }
  /** Now one, now another: several devices answer to one address. */
  | { is: 'several'; serials: readonly string[] }

/** Keeps who answered, from look to look and over reconnects. */
export interface Identity {
  /**
   * Reads the serial number: once, and several times when it is another than before or there is doubt. After several devices
   * answered, two looks in a row must find one and the same before it counts as known. `doubt` reads several times at once.
   */
  look(read: () => Promise<string | undefined>, doubt?: boolean): Promise<Verdict>
}

/** So many reads tell two devices that answer by turns from one. */
const closerReads = 6
/** Looks that must agree after several devices answered. */
const agreeingLooks = 2

/** Identity of a device; `expected` is the serial number of the site file. */
export function createIdentity(expected: string | undefined): Identity {
  let last: string | undefined
  /** Serial numbers that answered to one address, until that is over. */
  let several: readonly string[] = []
  let agreed = 0

  const judge = (serial: string | undefined): Verdict => {
    const before = last
    if (expected !== undefined && serial !== expected) return { is: 'wrong', serial }
    last = serial ?? last
    const isOther = expected === undefined && serial !== undefined && before !== undefined && serial !== before
    return isOther ? { is: 'replaced', serial, before } : { is: 'known', serial }
  }

  return {
    async look(read, doubt = false) {
      const first = await attempt(read)
      const isAsBefore = !first.isDamaged && first.serial === (last ?? expected ?? first.serial)
      if (!doubt && several.length === 0 && isAsBefore) return judge(first.serial)
      const reads = [first]
      while (reads.length < closerReads) reads.push(await attempt(read))
      const whole = reads.filter((one) => !one.isDamaged)
      if (whole.length === 0) throw first.error
      const found = new Set(whole.flatMap(({ serial }) => serial ?? []))
      if (found.size > 1) {
        several = [...found].sort()
        agreed = 0
      } else agreed += 1
      if (several.length > 0 && agreed < agreeingLooks) return { is: 'several', serials: several }
      several = []
      return judge(whole[0]?.serial)
    },
  }
}

interface Attempt {
  serial: string | undefined
  /** A damaged answer says nothing about who gave it. */
  isDamaged: boolean
  error?: unknown
}

async function attempt(read: () => Promise<string | undefined>): Promise<Attempt> {
  try {
    return { serial: await read(), isDamaged: false }
  } catch (error) {
    if (!(error instanceof PowerchainError) || error.code !== 'Device.BadAnswer') throw error
    return { serial: undefined, isDamaged: true, error }
  }
}

/** A verdict that keeps us from the device, in plain words; `undefined` when it does not. */
export function objection(verdict: Verdict, expected: string | undefined, unit: number): string | undefined {
  if (verdict.is === 'several')
    return `two devices answer as unit ${unit}: ${verdict.serials.map((serial) => `S/N ${serial}`).join(' and ')}`
  if (verdict.is !== 'wrong') return undefined
  const given = verdict.serial === undefined ? 'it gives none' : `it is S/N ${verdict.serial}`
  return `wrong device: expected S/N ${expected}, ${given}`
}
