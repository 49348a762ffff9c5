import { expect, test } from 'vitest'
import { createBuckets } from '../../../main/historian/buckets.ts'

type Sample = [at: number, value: number | null]

const scenarios: {
  name: string
  samples: Sample[]
  end?: number
  mean: (number | null)[]
  min?: (number | null)[]
  max?: (number | null)[]
}[] = [
  { name: 'nothing stored', samples: [], mean: [null, null, null, null] },
  { name: 'a value from before holds into the span', samples: [[-5, 7]], mean: [7, 7, null, null] },
  {
    name: 'a value holds until the next',
    samples: [
      [0, 1],
      [10, 3],
      [20, 5],
      [30, 7],
    ],
    mean: [1, 3, 5, 7],
  },
  {
    name: 'the mean is weighted by time',
    samples: [
      [0, 0],
      [5, 100],
    ],
    mean: [50, 100, 100, null],
    min: [0, 100, 100, null],
    max: [100, 100, 100, null],
  },
  {
    name: 'a gap is a gap',
    samples: [
      [0, 4],
      [5, null],
      [30, 6],
    ],
    mean: [4, null, null, 6],
  },
  { name: 'nothing holds longer than it may', samples: [[0, 4]], mean: [4, 4, 4, null] },
  { name: 'nothing is known of the time to come', samples: [[0, 4]], end: 15, mean: [4, 4, null, null] },
]

test.each(scenarios)('trend: $name', ({ samples, end = 40, mean, min = mean, max = mean }) => {
  const buckets = createBuckets({ from: 0, to: 40, buckets: 4, holdMs: 25 })
  for (const [at, value] of samples) buckets.add(at, value)
  expect(buckets.finish(end)).toEqual({ from: 0, stepMs: 10, min, max, mean })
})
