import { type PointName, pointSpec } from '../../../domain/points.ts'
import { type Finding, figure, type Look, together, valuesOf } from './look.ts'

/** Size of the upper word of a 32-bit value: what a step of one becomes when the words are the wrong way round. */
const wordStep = 65_536
/** No quantity of the trade is that small or that large in our units; a float with swapped words often is. */
const believable = { least: 1e-20, most: 1e12 }

/** Whether values move as quantities do: steps of 65,536 and impossible sizes are the marks of a wrong word order. */
export function steadiness(look: Look): Finding {
  const findings = [...look.series.keys()].flatMap((point) => judge(look, point))
  const power = valuesOf(look, 'activePowerKW').length
  return together(findings, { result: 'pass', detail: `No jumps; ${power} readings of the power.` })
}

function judge(look: Look, point: PointName): Finding[] {
  const values = valuesOf(look, point)
  const { label, unit } = pointSpec(point)
  const odd = values.find(
    (value) => value !== 0 && (Math.abs(value) < believable.least || Math.abs(value) > believable.most),
  )
  if (odd !== undefined) return [wrongOrder(`${label} reads ${figure(odd)} ${unit}`)]
  const scale = Math.abs(look.scalings.get(point)?.scale ?? 1)
  const raw = values.map((value) => value / scale)
  const isOfHighWords = raw.some((value) => value !== 0) && raw.every((value) => isWordStep(value))
  if (isOfHighWords)
    return [wrongOrder(`${label} reads ${figure(values[0] ?? 0)} ${unit}, a multiple of 65,536 on the wire`)]
  const jumps = raw.slice(1).flatMap((value, i) => {
    const step = value - (raw[i] ?? value)
    return step !== 0 && isWordStep(step) ? [step * scale] : []
  })
  const [jump] = jumps
  return jump === undefined
    ? []
    : [wrongOrder(`${label} jumps by ${figure(jump)} ${unit}, a multiple of 65,536 on the wire`)]
}

function isWordStep(value: number): boolean {
  const words = Math.abs(value) / wordStep
  return Math.abs(words - Math.round(words)) * wordStep < 0.01 && (words === 0 || words >= 0.99)
}

function wrongOrder(what: string): Finding {
  return { result: 'fail', detail: `${what}: word order (order: CDAB in the definition)?` }
}
