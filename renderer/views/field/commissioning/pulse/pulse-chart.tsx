import { useEffect, useMemo } from 'react'
import type { KW } from '../../../../../domain/units.ts'
import { useChart } from '../../../../charts/use-chart.ts'
import { useScheme } from '../../../../theme/scheme.ts'
import type { PulseSample } from './pulse-desk.ts'
import { pulseLines, pulseOption } from './pulse-option.ts'
import css from './pulse.module.css'

/** Ordered, device meter and site meter of a pulse, as it runs. */
export function PulseChart(props: { samples: readonly PulseSample[]; byKW: KW; seconds: number; label: string }) {
  const { samples, byKW, seconds, label } = props
  const { scheme } = useScheme()
  const { box, chart } = useChart()
  const option = useMemo(
    () => pulseOption(pulseLines(samples, byKW), seconds, scheme),
    [samples, byKW, seconds, scheme],
  )
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true })
  }, [chart, option])
  return (
    <>
      <span className={css.label}>Change in kW, below 0 the other way; the site meter is turned</span>
      <figure ref={box} className={css.chart} aria-label={label} />
    </>
  )
}
