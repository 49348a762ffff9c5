import { expect, it } from 'vitest'
import { colour, type ColourName, type Scheme } from '../../../renderer/theme/tokens.ts'

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(scheme: Scheme, ink: ColourName, ground: ColourName): number {
  const [a, b] = [ink, ground].map((name) => luminance(colour(scheme, name)))
  return (Math.max(a ?? 0, b ?? 0) + 0.05) / (Math.min(a ?? 0, b ?? 0) + 0.05)
}

const texts: [ColourName, ColourName][] = [
  ['text', 'raised'],
  ['text2', 'bg'],
  ['text3', 'raised'],
  ['text3', 'surface'],
  ['onPrimary', 'primary'],
  ['onAccent', 'accent'],
  ['accent', 'accentSoft'],
  ['text', 'accentSoft'],
  ['t1', 'f1'],
  ['t2', 'f2'],
  ['t3', 'f3'],
  ['t4', 'f4'],
  ['text', 'f1'],
  ['text', 'f2'],
]

it.each((['light', 'dark'] as const).flatMap((scheme) => texts.map(([ink, ground]) => [scheme, ink, ground] as const)))(
  '%s: %s reads on %s',
  (scheme, ink, ground) => {
    expect(contrast(scheme, ink, ground)).toBeGreaterThanOrEqual(4.5)
  },
)

it.each(['light', 'dark'] as const)('%s: borders of inputs are seen', (scheme) => {
  expect(contrast(scheme, 'field', 'raised')).toBeGreaterThanOrEqual(3)
})
