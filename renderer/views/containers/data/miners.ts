import type { PointName } from '../../../../domain/points.ts'
import type { Reading } from '../../../../domain/reading.ts'
import { formatNumber } from '../../../format/number.ts'

interface Image {
  reading(assetId: string, point: PointName): Reading
}

const counted = { minersHashing: 'hashing', minersAsleep: 'asleep', minersFaulty: 'faulty' } as const

/** Miners of several containers by what they do, e.g. `1,536 hashing, 12 asleep, 16 faulty`; silent containers are named. */
export function minersInWords(image: Image, containers: readonly { id: string }[]): string {
  const told = containers.filter(({ id }) => {
    const { value, quality } = image.reading(id, 'minersHashing')
    return value !== null && quality !== 'stale'
  })
  if (told.length === 0) return 'miners: no value'
  const parts = Object.entries(counted).map(([point, word]) => {
    const sum = told.reduce((all, { id }) => all + (image.reading(id, point as keyof typeof counted).value ?? 0), 0)
    return `${formatNumber(sum)} ${word}`
  })
  const missing = containers.length - told.length
  const left =
    missing === 0 ? '' : `; ${formatNumber(missing)} ${missing === 1 ? 'container' : 'containers'} not counted`
  return `Miners: ${parts.join(', ')}${left}`
}
