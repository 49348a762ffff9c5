import { expect, it, vi } from 'vitest'
import { assetSchema } from '../../../domain/asset.ts'
import type { Decision } from '../../../domain/rpc/shapes.ts'
import { assetScale, limitPhrase, powerBar } from '../../../renderer/components/assets/asset-scale.ts'

// Numbers follow the machine's locale; the figures below are English.
vi.hoisted(() => vi.stubGlobal('navigator', { language: 'en-GB' }))

const connection = { importLimitKW: 10_000, exportLimitKW: 6_000, busName: 'Bus' }
const container = assetSchema.parse({ kind: 'container', id: 'c-1', name: 'C 1', device: 'd', container: 'sha256' })
const grid = assetSchema.parse({ kind: 'grid', id: 'grid', name: 'Grid', device: 'd' })

function decision(range: Decision['range'], limitedBy = '', setpointKW: number | null = null): Decision {
  return {
    assetId: 'c-1',
    range,
    limitedBy,
    setpointKW,
    setAt: null,
    because: [],
    verification: null,
    commander: 'automatic',
    authority: 'control',
  }
}

it('counts the draw of a container upwards', () => {
  expect(assetScale(container, connection)).toEqual({ min: 0, max: 1_300 })
  expect(powerBar(container, connection, -806, decision({ minKW: -847, maxKW: 0 }, 'T2', -806))).toMatchObject({
    value: 806,
    setpoint: 806,
    limitLow: undefined,
    limitHigh: 847,
  })
})

it('marks no limit where only the rating holds', () => {
  const bar = powerBar(container, connection, -806, decision({ minKW: -1_300, maxKW: 0 }))
  expect([bar.limitLow, bar.limitHigh]).toEqual([undefined, undefined])
})

it('lays the grid from export to import', () => {
  expect(assetScale(grid, connection)).toEqual({ min: -6_000, max: 10_000 })
})

it('names the limit with its cause', () => {
  expect(limitPhrase(container, decision({ minKW: -847, maxKW: 0 }, 'transformer T2'))).toBe(
    'limit now 847\u00A0kW: transformer T2',
  )
  expect(limitPhrase(container, decision({ minKW: -1_300, maxKW: 0 }))).toBeUndefined()
})
