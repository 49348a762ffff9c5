import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import { AnalogBar } from '../../../renderer/components/analog-bar.tsx'
import { LifeLine } from '../../../renderer/components/life-line.tsx'
import { PriorityMark } from '../../../renderer/components/priority-mark.tsx'
import { QualityMark } from '../../../renderer/components/quality-mark.tsx'
import { Sparkline } from '../../../renderer/components/sparkline.tsx'
import { Value } from '../../../renderer/components/value.tsx'

// Numbers follow the machine's locale; the figures below are English.
vi.hoisted(() => vi.stubGlobal('navigator', { language: 'en-GB' }))

const text = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

it('a bad value shows words and never a number', () => {
  const html = renderToStaticMarkup(
    createElement(Value, { value: '1,262', unit: 'kW', quality: 'bad', word: 'drawing' }),
  )
  expect(text(html)).toBe('no value')
})

it('a stale value keeps its number and says so to the style', () => {
  const html = renderToStaticMarkup(
    createElement(Value, { value: '1,262', unit: 'kW', quality: 'stale', word: 'drawing' }),
  )
  expect(text(html)).toBe('1,262 kW drawing')
  expect(html).toContain('data-quality="stale"')
})

it.each([
  ['good', 400, 'good'],
  ['good', 4_000, 'good, 4.0\u00A0s old'],
  ['stale', 47_000, 'stale 47\u00A0s'],
  ['suspect', 0, 'suspect'],
  ['bad', 0, 'no value'],
  ['simulated', 0, 'S simulated'],
] as const)('quality %s at an age of %d ms reads "%s"', (quality, ageMs, words) => {
  const reading = { value: quality === 'bad' ? null : 5, at: 1_000_000, quality }
  expect(text(renderToStaticMarkup(createElement(QualityMark, { reading: reading, now: 1_000_000 + ageMs })))).toBe(
    words.replaceAll('\u00A0', ' '),
  )
})

it('an alarm mark says priority and state and holds its number', () => {
  const html = renderToStaticMarkup(createElement(PriorityMark, { priority: 2, state: 'normalUnacknowledged' }))
  expect(html).toContain('priority 2 high, normal again, not acknowledged')
  expect(text(html)).toBe('2')
})

it('a bar without a value is hatched and draws no line', () => {
  const html = renderToStaticMarkup(
    createElement(AnalogBar, { min: 0, max: 10, value: 5, quality: 'bad', label: 'Container 3: no value' }),
  )
  expect(html).toContain('aria-label="Container 3: no value"')
  expect(html).toContain('url(#hatch)')
  expect(html).not.toContain('width="50%"')
})

it('a life line marks the step it is at', () => {
  const html = renderToStaticMarkup(
    createElement(LifeLine<string>, { states: ['far', 'near', 'active', 'completed'], at: 'active' }),
  )
  expect(html).toContain('step 3 of 4: active')
  expect(html.match(/aria-current="step"/g)).toHaveLength(1)
})

it('a trend without history keeps its place and draws nothing', () => {
  const html = renderToStaticMarkup(createElement(Sparkline, { values: [], label: 'power' }))
  expect(html).toContain('height:20px')
  expect(html).not.toContain('<circle')
})
