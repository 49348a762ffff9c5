import { Box } from 'lucide-react'
import { expect, it } from 'vitest'
import { findEntries, type PaletteEntry } from '../../../renderer/frame/palette/entries.ts'

const entry = (title: string, note: string): PaletteEntry => ({ id: title, title, note, icon: Box, run: () => {} })
const entries = [
  entry('Grid connection', 'grid connection'),
  entry('Li-ion', 'battery'),
  entry('Container 1', 'mining container'),
  entry('Container 12', 'mining container'),
  entry('Newest top alarm', 'Container 12 does not answer'),
]
const found = (typed: string) => findEntries(entries, typed).map((e) => e.title)

it('finds by the beginning first, then by words, then by what it is', () => {
  expect(found('con')).toEqual(['Container 1', 'Container 12', 'Grid connection', 'Newest top alarm'])
  expect(found('ion')).toEqual(['Li-ion', 'Grid connection'])
  expect(found('battery')).toEqual(['Li-ion'])
})

it('needs every word', () => {
  expect(found('container 12')).toEqual(['Container 12', 'Newest top alarm'])
  expect(found('container battery')).toEqual([])
})

it('offers everything while nothing is typed', () => {
  expect(found('  ')).toHaveLength(entries.length)
})
