/** What a container hashes, how much at full power, and the unit its people speak in. */
export interface ContainerKind {
  label: string
  /** At rated power, TH/s (for Zcash: 10^12 solutions per second). */
  ratedHashrateTHs: number
  /** Unit shown and how many of them are one TH/s. */
  shownUnit: string
  shownPerTHs: number
  source: string
}

const whitePaper = 'Powerchain white paper, section 4.4'

/** Container kinds. */
export const containerKinds = {
  sha256: {
    label: 'SHA-256',
    ratedHashrateTHs: 7_500,
    shownUnit: 'PH/s',
    shownPerTHs: 1e-3,
    source: `${whitePaper}: BitFury, at least 7.5 PH/s`,
  },
  sha256Current: {
    label: 'SHA-256',
    ratedHashrateTHs: 46_000,
    shownUnit: 'PH/s',
    shownPerTHs: 1e-3,
    source: 'the same 1.3 MW filled with machines of 28 J/TH (Antminer S19j Pro class, datasheet 29.5 J/TH)',
  },
  ethash: {
    label: 'Ethash',
    ratedHashrateTHs: 0.0418,
    shownUnit: 'GH/s',
    shownPerTHs: 1e3,
    source: `${whitePaper}: GTX 1060, 41.8 GH/s`,
  },
  equihash: {
    label: 'Equihash',
    ratedHashrateTHs: 501.6e-9,
    shownUnit: 'kSol/s',
    shownPerTHs: 1e9,
    source: `${whitePaper}: GTX 1060, 501.6 kSol/s`,
  },
  randomX: {
    label: 'CryptoNight',
    ratedHashrateTHs: 1.358e-6,
    shownUnit: 'MH/s',
    shownPerTHs: 1e6,
    source: `${whitePaper}: GTX 1060, 1.358 MH/s`,
  },
  scrypt: {
    label: 'scrypt',
    ratedHashrateTHs: 0.3024,
    shownUnit: 'GH/s',
    shownPerTHs: 1e3,
    source: `${whitePaper}: 302.4 GH/s`,
  },
} as const satisfies Record<string, ContainerKind>

/** Name of a container kind. */
export type ContainerName = keyof typeof containerKinds

/** Every container kind, in the order they are offered. */
export const containerNames = Object.keys(containerKinds) as [ContainerName, ...ContainerName[]]
