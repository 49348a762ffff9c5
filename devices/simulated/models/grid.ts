import { energyKWh, type KW, type KWh, type Ms } from '../../../domain/units.ts'
import type { Profile } from '../profiles/profile.ts'
import type { Random } from '../random.ts'
import type { Counted } from '../simulated-device.ts'
import type { Values } from './model.ts'
import { wander } from './motion.ts'

const nominalV = 10_000
/** Deviation of the frequency and how long it remembers, as usual in the Nordic grid. */
const frequencyDeviationHz = 0.03
const frequencyMemoryMs = 45_000
const voltageDeviationV = 35
const voltageMemoryMs = 20_000
/** Voltage rise per exported MW at the end of the line. */
const riseVPerMW = 12

/** The grid behind its meter: takes or gives what the bus lacks, and breathes a little in frequency and voltage. */
export class Grid {
  powerKW: KW = 0
  #reactiveKvar = 0
  #frequencyHz = 50
  #wanderHz = 0
  #driftV = 0
  #importedKWh: KWh
  #exportedKWh: KWh
  #countedBefore = { importedKWh: 0, exportedKWh: 0 }
  #forcedHz: number | undefined
  #isDark = false
  readonly #random: Random
  readonly #frequency: Profile | undefined

  constructor(random: Random, frequency?: Profile) {
    this.#random = random
    this.#frequency = frequency
    this.#importedKWh = Math.round(2e6 + random.next() * 1e6)
    this.#exportedKWh = Math.round(4e6 + random.next() * 1e6)
  }

  /** Closes the balance of the bus, whose other connections bring `othersKW` and `othersKvar` into it. */
  balance(dtMs: Ms, at: number, othersKW: KW, othersKvar: number): void {
    this.powerKW = 0 - othersKW
    this.#reactiveKvar = 0 - othersKvar
    const moved = energyKWh(this.powerKW, dtMs)
    this.#importedKWh += Math.max(0, moved)
    this.#exportedKWh += Math.max(0, -moved)
    this.#wanderHz = wander(this.#wanderHz, frequencyDeviationHz, {
      dtMs,
      memoryMs: frequencyMemoryMs,
      random: this.#random,
    })
    this.#frequencyHz = this.#isDark ? 0 : (this.#forcedHz ?? this.#frequency?.valueAt(at) ?? 50 + this.#wanderHz)
    this.#driftV = wander(this.#driftV, voltageDeviationV, { dtMs, memoryMs: voltageMemoryMs, random: this.#random })
  }

  values(): Values {
    const voltageV = this.voltageRatio() * nominalV
    return {
      reactivePowerKvar: this.#reactiveKvar,
      voltageV,
      currentA: (Math.hypot(this.powerKW, this.#reactiveKvar) * 1_000) / (Math.sqrt(3) * voltageV),
      frequencyHz: this.#frequencyHz,
      importedKWh: this.#importedKWh - this.#countedBefore.importedKWh,
      exportedKWh: this.#exportedKWh - this.#countedBefore.exportedKWh,
    }
  }

  /** True energy since the start, whatever the meter shows: injected = imported, absorbed = exported. */
  get counted(): Counted {
    return { injectedKWh: this.#importedKWh, absorbedKWh: this.#exportedKWh }
  }

  /** The meter's counters begin again at 0. */
  restartCounters(): void {
    this.#countedBefore = { importedKWh: this.#importedKWh, exportedKWh: this.#exportedKWh }
  }

  /** Holds the frequency at a value in Hz, or lets it wander again. */
  holdFrequency(frequencyHz: number | undefined): void {
    this.#forcedHz = frequencyHz
  }

  /** Takes the supply away, or gives it back. */
  darken(isDark: boolean): void {
    this.#isDark = isDark
  }

  /** Voltage of the bus against nominal. */
  voltageRatio(): number {
    if (this.#isDark) return 0
    return 1 + (this.#driftV - (riseVPerMW * this.powerKW) / 1_000) / nominalV
  }
}
