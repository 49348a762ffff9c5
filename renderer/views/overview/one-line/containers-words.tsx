import { useCallback, useSyncExternalStore } from 'react'
import { type AssetOf, assetStateOf } from '../../../../domain/asset.ts'
import { containerKinds } from '../../../../domain/models/containers.ts'
import { formatHashrate } from '../../../format/hashrate.ts'
import { formatNumber, quantityText } from '../../../format/number.ts'
import { useLiveStore } from '../../../state/live.ts'
import type { LiveStore } from '../../../state/store.ts'
import css from './cell.module.css'

type Mining = AssetOf<'container'>

/** How many containers of a feeder are in which state. */
export function StatesWords({ containers }: { containers: readonly Mining[] }) {
  return <span>{useImageWords((image) => statesInWords(image, containers))}</span>
}

/** Hashrate of the containers of a feeder. */
export function RatesWords({ containers }: { containers: readonly Mining[] }) {
  const rates = useImageWords((image) => ratesInWords(image, containers))
  return (
    <p className={css.words} title={rates}>
      {rates}
    </p>
  )
}

function useImageWords(read: (image: LiveStore) => string): string {
  const store = useLiveStore()
  const subscribe = useCallback((listener: () => void) => store.subscribe('any', listener), [store])
  return useSyncExternalStore(subscribe, () => read(store))
}

type Image = Pick<LiveStore, 'reading'>

/** Whether a container's power is too old, or missing, to speak for it. */
function isSilent(image: Image, id: string): boolean {
  const { quality } = image.reading(id, 'activePowerKW')
  return quality === 'stale' || quality === 'bad'
}

/** How many containers are in which state, the commonest first, e.g. `5 running, 1 out of service`. */
export function statesInWords(image: Image, containers: readonly Mining[]): string {
  const counts = new Map<string, number>()
  for (const { id } of containers) {
    const word = isSilent(image, id)
      ? 'no contact'
      : (assetStateOf(image.reading(id, 'state').value) ?? 'state unknown')
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([word, n]) => `${formatNumber(n)} ${word}`)
    .join(', ')
}

/** Hashrate of all containers that answer, added up by unit, e.g. `292.2 PH/s, 373 kSol/s`. */
export function ratesInWords(image: Image, containers: readonly Mining[]): string {
  const byUnit = new Map<string, { kind: Mining['container']; rate: number }>()
  for (const { id, container } of containers) {
    const { value } = image.reading(id, 'hashrateTHs')
    if (value === null || isSilent(image, id)) continue
    const unit = containerKinds[container].shownUnit
    const known = byUnit.get(unit)
    byUnit.set(unit, { kind: known ? larger(known.kind, container) : container, rate: (known?.rate ?? 0) + value })
  }
  const shown = [...byUnit.values()].map(({ kind, rate }) => quantityText(formatHashrate(kind, rate)))
  return shown.join(', ') || 'hashrate unknown'
}

/** The kind that hashes more: its decimals suit the sum of both. */
function larger(a: Mining['container'], b: Mining['container']): Mining['container'] {
  return containerKinds[a].ratedHashrateTHs >= containerKinds[b].ratedHashrateTHs ? a : b
}
