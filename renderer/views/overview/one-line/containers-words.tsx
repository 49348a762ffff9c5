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
  const words = useSyncExternalStore(subscribe, () => containersWords(store, containers))
  return (
    <p className={css.words} title={words}>
      {words}
    </p>
  )
}

/** One sentence over the image, e.g. `5 running, 1 out of service, 292.2 PH/s`. */
export function containersWords(image: Pick<LiveStore, 'reading'>, containers: readonly Mining[]): string {
  const states = new Map<string, number>()
  const rates = new Map<Mining['container'], number>()
  for (const { id, container } of containers) {
    const power = image.reading(id, 'activePowerKW')
    const isSilent = power.quality === 'stale' || power.quality === 'bad'
    const word = isSilent ? 'no contact' : (assetStateOf(image.reading(id, 'state').value) ?? 'unknown')
    states.set(word, (states.get(word) ?? 0) + 1)
    const rate = image.reading(id, 'hashrateTHs')
    if (rate.value !== null && !isSilent) rates.set(container, (rates.get(container) ?? 0) + rate.value)
  }
  const counted = [...states].toSorted((a, b) => b[1] - a[1]).map(([word, n]) => `${formatNumber(n)} ${word}`)
  return [...counted, ...[...rates].map(([kind, rate]) => quantityText(formatHashrate(kind, rate)))].join(', ')
}
