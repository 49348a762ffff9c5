/** A seeded source of randomness: the same seed gives the same numbers, everywhere. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Normal with mean 0 and deviation 1. */
  normal(): number
}

/** Mulberry32, a public-domain 32-bit generator: small, fast and good enough for a simulated site. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    return scramble(state)
  }
  return { next, normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()) }
}

/** A seed for one part of the whole, so that adding a part does not change the numbers of the others. */
export function seedOf(seed: number, name: string): number {
  let hash = seed >>> 0
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash
}

/** A fixed number in [0, 1) for a seed and an index: randomness that needs no memory. */
export function fixedRandom(seed: number, index: number): number {
  return scramble((Math.imul(seed >>> 0, 0x9e3779b1) + Math.imul(index | 0, 0x85ebca6b)) >>> 0)
}

/** A smooth curve through random values in [-1, 1], one per unit of `x`; the same at the same `x` always. */
export function smoothNoise(seed: number, x: number): number {
  const index = Math.floor(x)
  const part = x - index
  const weight = part * part * (3 - 2 * part)
  const from = fixedRandom(seed, index)
  return 2 * (from + (fixedRandom(seed, index + 1) - from) * weight) - 1
}

function scramble(state: number): number {
  let t = Math.imul(state ^ (state >>> 15), state | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}
