import { useEffect } from 'react'
import { useScheme } from '../theme/scheme.ts'
import { colour, type Scheme } from '../theme/tokens.ts'
import css from './trend-chart.module.css'
import { trendOption, type TrendView } from './trend-option.ts'
import { useChart } from './use-chart.ts'

/** Lines over time with limits and hatched gaps. Charts of one `group` share the cursor. `label` says it in words. */
export function TrendChart({ view, label, group }: { view: TrendView; label: string; group?: string }) {
  const { scheme } = useScheme()
  const { box, chart } = useChart(group)

  useEffect(() => {
    chart.current?.setOption(trendOption(view, scheme, hatchTile(scheme)), { notMerge: true })
  }, [chart, view, scheme])

  return <figure ref={box} className={css.chart} aria-label={label} />
}

/** A tile that repeats to diagonal lines. */
function hatchTile(scheme: Scheme): HTMLCanvasElement {
  const size = 8
  const tile = document.createElement('canvas')
  tile.width = size
  tile.height = size
  const pen = tile.getContext('2d')
  if (!pen) return tile
  pen.strokeStyle = colour(scheme, 'hatch')
  pen.lineWidth = 1
  pen.beginPath()
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift, size)
    pen.lineTo(shift + size, 0)
  }
  pen.stroke()
  return tile
}
