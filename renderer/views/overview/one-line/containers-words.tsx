import { useCallback, useSyncExternalStore } from 'react'
import { type AssetOf, assetStateOf } from '../../../../domain/asset.ts'
import { formatHashrate } from '../../../format/hashrate.ts'
import { formatNumber, quantityText } from '../../../format/number.ts'
import { useLiveStore } from '../../../state/live.ts'
import type { LiveStore } from '../../../state/store.ts'
import css from './cell.module.css'

type Mining = AssetOf<'container'>

/** What the containers of a feeder do together: how many in which state, and their hashrate by kind. */
export function ContainersWords({ containers }: { containers: readonly Mining[] }) {
  const store = useLiveStore()
  const subscribe = useCallback((listener: () => void) => store.subscribe('any', listener), [store])
  const states = useSyncExternalStore(subscribe, () => statesInWords(store, containers))
  const rates = useSyncExternalStore(subscribe, () => ratesInWords(store, containers))
  return (
    <>
      <p className={css.words} title={states}>
        {states}
      </p>
      <p className={css.words} title={rates}>
        {rates}
      </p>
    </>
  )
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

/** Hashrate of all containers that answer, by kind, e.g. `292.2 PH/s, 373 kSol/s`. */
export function ratesInWords(image: Image, containers: readonly Mining[]): string {
  const rates = new Map<Mining['container'], number>()
  for (const { id, container } of containers) {
    const { value } = image.reading(id, 'hashrateTHs')
    if (value !== null && !isSilent(image, id)) rates.set(container, (rates.get(container) ?? 0) + value)
  }
  const shown = [...rates].map(([kind, rate]) => quantityText(formatHashrate(kind, rate)))
  return shown.join(', ') || 'hashrate unknown'
}
