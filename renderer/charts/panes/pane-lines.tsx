import { useLayoutEffect, useRef } from 'react'
import type { Ms } from '../../../domain/units.ts'
import { drawLines } from './draw-lines.ts'
import css from './pane-chart.module.css'
import type { LayerProps } from './pane-ground.tsx'

/** A full drawing that takes longer than this can't follow the hand; while the window moves a quick one does. */
const fluentMs: Ms = 9
/** Changes that follow within this are one movement. */
const movingMs: Ms = 600
/** So long after the last of them everything is drawn again in full. */
const restMs: Ms = 160

/** The lines of all panes on one canvas, drawn anew with each change of the window. */
export function PaneLines({ panes, boxes, axes, stretch, scheme, width, height }: LayerProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pace = useRef({ fullMs: 0, drawnAt: -Infinity })
  useLayoutEffect(() => {
    const pen = penOf(canvas.current, width, height)
    if (!pen) return undefined
    const draw = (isQuick: boolean) => {
      const begin = performance.now()
      pen.clearRect(0, 0, width, height)
      drawLines(pen, { panes, boxes, axes, stretch, scheme, isQuick })
      if (!isQuick) pace.current.fullMs = performance.now() - begin
    }
    const { fullMs, drawnAt } = pace.current
    const isMoving = performance.now() - drawnAt < movingMs
    const isQuick = isMoving && fullMs > fluentMs
    draw(isQuick)
    pace.current.drawnAt = performance.now()
    if (!isQuick) return undefined
    const timer = setTimeout(() => draw(false), restMs)
    return () => clearTimeout(timer)
  }, [panes, boxes, axes, stretch, scheme, width, height])
  return <canvas ref={canvas} className={css.lines} aria-hidden />
}

/** A pen in CSS pixels. Drawn by the processor: thousands of short strokes are slow to hand over, and can be timed so. */
function penOf(element: HTMLCanvasElement | null, width: number, height: number): CanvasRenderingContext2D | undefined {
  const pen = element?.getContext('2d', { willReadFrequently: true })
  if (!element || !pen) return undefined
  const scale = window.devicePixelRatio || 1
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)]
  if (element.width !== wide || element.height !== high) {
    element.width = wide
    element.height = high
  }
  pen.setTransform(scale, 0, 0, scale, 0, 0)
  return pen
}
