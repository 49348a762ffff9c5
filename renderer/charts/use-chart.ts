import type { ECharts } from 'echarts/core'
import { type RefObject, useEffect, useRef } from 'react'
import { connect, init } from './echarts.ts'

/**
 * A chart in a box of the page: made with it, as large as it, gone with it. Effects after this one find it made. Charts of
 * one `group` share the cursor.
 */
export function useChart(group?: string): {
  box: RefObject<HTMLElement | null>
  chart: RefObject<ECharts | undefined>
} {
  const box = useRef<HTMLElement>(null)
  const chart = useRef<ECharts>(undefined)
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const made = init(element)
    chart.current = made
    const observer = new ResizeObserver(() => made.resize())
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.dispose()
      chart.current = undefined
    }
  }, [])

  useEffect(() => {
    if (!chart.current || group === undefined) return
    chart.current.group = group
    connect(group)
  }, [group])

  return { box, chart }
}
