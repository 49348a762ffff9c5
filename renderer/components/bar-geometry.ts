import { clamp } from '../../domain/units.ts'

/** A span of the track in percent of its width. */
export interface Span {
  from: number
  width: number
}

/** What an analogue bar shows, all in one unit. */
export interface BarScale {
  min: number
  max: number
  value?: number | undefined
  setpoint?: number | undefined
  limitLow?: number | undefined
  limitHigh?: number | undefined
  normal?: readonly [number, number] | undefined
}

/** Places on the track in percent; parts outside the scale are held at its ends. */
export interface BarGeometry {
  /** Where zero is, when it lies inside the scale. */
  zero: number | undefined
  value: Span | undefined
  mark: number | undefined
  setpoint: number | undefined
  limits: number[]
  forbidden: Span[]
  normal: Span | undefined
}

/** Lays out an analogue bar: the value grows from zero, or from the lower end when zero is outside. */
export function barGeometry(scale: BarScale): BarGeometry {
  const { min, max, value, setpoint, limitLow, limitHigh, normal } = scale
  const place = (x: number) => (max > min ? clamp(((x - min) / (max - min)) * 100, 0, 100) : 0)
  const span = (a: number, b: number): Span => ({
    from: place(Math.min(a, b)),
    width: Math.abs(place(b) - place(a)),
  })
  const isInside = (x: number | undefined): x is number => x !== undefined && Number.isFinite(x) && x >= min && x <= max
  const low = isInside(limitLow) ? limitLow : undefined
  const high = isInside(limitHigh) ? limitHigh : undefined
  return {
    zero: min < 0 && max > 0 ? place(0) : undefined,
    value: value === undefined ? undefined : span(clamp(0, min, max), value),
    mark: value === undefined ? undefined : place(value),
    setpoint: setpoint === undefined ? undefined : place(setpoint),
    limits: [low, high].filter((x) => x !== undefined).map(place),
    forbidden: [
      ...(low !== undefined && low > min ? [span(min, low)] : []),
      ...(high !== undefined && high < max ? [span(high, max)] : []),
    ],
    normal: normal && span(normal[0], normal[1]),
  }
}
