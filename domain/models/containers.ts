/** What a container hashes, how much at full power, and the unit its people speak in. */
export interface ContainerKind {
  label: string
  /** At rated power, TH/s (for Zcash: 10^12 solutions per second). */
  ratedHashrateTHs: number
  /** Unit shown and how many of them are one TH/s. */
  shownUnit: string
  shownPerTHs: number
  /** What a TH/s earned in a day lately, EUR; where the site has a price of its own, that one counts. */
  hashpriceEurPerTHsDay: number
  source: string
}

const whitePaper = 'Powerchain white paper, section 4.4'

/** Container kinds. Hashprices are of the order of 2025, from public mining calculators; SHA-256 some 45 EUR per PH/s and day. */
export const containerKinds = {
  sha256: {
    label: 'SHA-256',
    ratedHashrateTHs: 7_500,
    shownUnit: 'PH/s',
    shownPerTHs: 1e-3,
    hashpriceEurPerTHsDay: 0.045,
    source: `${whitePaper}: BitFury, at least 7.5 PH/s`,
  },
  sha256Current: {
    label: 'SHA-256',
    ratedHashrateTHs: 46_000,
    shownUnit: 'PH/s',
    shownPerTHs: 1e-3,
    hashpriceEurPerTHsDay: 0.045,
    source: 'the same 1.3 MW filled with machines of 28 J/TH (Antminer S19j Pro class, datasheet 29.5 J/TH)',
  },
  ethash: {
    label: 'Ethash',
    ratedHashrateTHs: 0.0418,
    shownUnit: 'GH/s',
    shownPerTHs: 1e3,
    hashpriceEurPerTHsDay: 800,
    source: `${whitePaper}: GTX 1060, 41.8 GH/s`,
  },
  equihash: {
    label: 'Equihash',
    ratedHashrateTHs: 501.6e-9,
    shownUnit: 'kSol/s',
    shownPerTHs: 1e9,
    hashpriceEurPerTHsDay: 1.2e7,
    source: `${whitePaper}: GTX 1060, 501.6 kSol/s`,
  },
  randomX: {
    label: 'CryptoNight',
    ratedHashrateTHs: 1.358e-6,
    shownUnit: 'MH/s',
    shownPerTHs: 1e6,
    hashpriceEurPerTHsDay: 4.5e7,
    source: `${whitePaper}: GTX 1060, 1.358 MH/s`,
  },
  scrypt: {
    label: 'scrypt',
    ratedHashrateTHs: 0.3024,
    shownUnit: 'GH/s',
    shownPerTHs: 1e3,
    hashpriceEurPerTHsDay: 1_400,
    source: `${whitePaper}: 302.4 GH/s`,
  },
} as const satisfies Record<string, ContainerKind>

/** Name of a container kind. */
export type ContainerName = keyof typeof containerKinds

/** Every container kind, in the order they are offered. */
export const containerNames = Object.keys(containerKinds) as [ContainerName, ...ContainerName[]]
