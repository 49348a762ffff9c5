import { createDraw } from '../../../../main/learners/random.ts'

/** Numbers that a seed fixes, near enough to a normal distribution with spread 1. */
export function noiseOf(seed: number): () => number {
  const draw = createDraw(seed)
  return () => {
    let sum = 0
    for (let i = 0; i < 12; i++) sum += draw()
    return sum - 6
  }
}
