/** The next value of a signal. */
export type Signal = () => number

/** Evenly spread numbers from a seed (mulberry32), so that every run and every peer sees the same signals. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The sum of four even numbers is near enough to a normal one, and quick. */
function noise(random: () => number): number {
  return (random() + random() + random() + random() - 2) * 1.73
}

function rounded(value: number, decimals: number): number {
  const factor = 10 ** decimals
  return Math.round(value * factor) / factor
}

/** Mean-reverting walk, as meters see it: pull towards `level`, steps of `step`, noise of the meter, its decimals. */
function walk(
  given: { level: number; pull: number; step: number; meter: number; decimals: number },
  seed: number,
): Signal {
  const random = seeded(seed)
  let value = given.level
  return () => {
    value += (given.level - value) * given.pull + noise(random) * given.step
    return rounded(value + noise(random) * given.meter, given.decimals)
  }
}

/** One signal of a site's mix: power, frequency, voltage, temperature, energy counter, state. */
export function signal(index: number): Signal {
  const seed = index + 1
  switch (index % 6) {
    case 0:
      return walk({ level: 800, pull: 0.002, step: 2, meter: 1, decimals: 1 }, seed)
    case 1:
      return walk({ level: 50, pull: 0.02, step: 0.003, meter: 0.001, decimals: 3 }, seed)
    case 2:
      return walk({ level: 400, pull: 0.05, step: 0.1, meter: 0.05, decimals: 1 }, seed)
    case 3:
      return walk({ level: 40, pull: 0.001, step: 0.01, meter: 0.02, decimals: 1 }, seed)
    case 4:
      return counter(seed)
    default:
      return state(seed)
  }
}

function counter(seed: number): Signal {
  const random = seeded(seed)
  let energy = 100_000
  return () => rounded((energy += 0.2 + 0.05 * random()), 1)
}

function state(seed: number): Signal {
  const random = seeded(seed)
  let now = 3
  return () => {
    if (random() < 0.001) now = Math.floor(random() * 8)
    return now
  }
}
