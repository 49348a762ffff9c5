import type { Asset } from '../../domain/asset.ts'
import { type PointName, pointNames, pointSpec } from '../../domain/points.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { OfferedPoint } from '../../domain/rpc/field/northbound.ts'
import { assetsPerUnit } from '../../domain/site.ts'
import { layout, slots } from './slots.ts'

/** Where an asset's registers are. */
export interface Place {
  modbusUnit: number
  /** First register of its block, from 0. */
  register: number
}

/** Namespace of our nodes; the same at every site, whatever number a server gives it. */
export const namespaceUri = 'urn:powerchain:northbound'

/** Where the block of the n-th asset of the site file is, from 0. An asset added at the end moves none. */
export function placeOf(n: number, firstUnit: number): Place {
  return {
    modbusUnit: firstUnit + Math.floor(n / assetsPerUnit),
    register: ((n % assetsPerUnit) + 1) * layout.stride,
  }
}

/** First of the four registers of a point in the block of its asset. */
export function slotOffset(point: PointName): number {
  return slots[point] * layout.registersPerSlot
}

/** Identifier of the node of a point, without its namespace. */
export function nodeName(assetId: string, point: PointName): string {
  return `${assetId}.${point}`
}

/** A point with its place in the map. */
export type MappedPoint = OfferedPoint & { point: PointName }

/** The map: assets in the order of the site file, of each the points that its device gives, in the usual order. */
export function offeredPoints(options: {
  assets: readonly Asset[]
  points: readonly PointRef[]
  firstUnit: number
}): MappedPoint[] {
  const given = new Set(options.points.map(({ assetId, point }) => `${assetId} ${point}`))
  return options.assets.flatMap(({ id }, n) => {
    const { modbusUnit, register: first } = placeOf(n, options.firstUnit)
    return pointNames
      .filter((point) => given.has(`${id} ${point}`))
      .map((point) => {
        const { label, unit } = pointSpec(point)
        const register = first + slotOffset(point)
        return {
          assetId: id,
          point,
          label,
          unit,
          modbusUnit,
          register,
          address: 300_001 + register,
          qualityRegister: register + 2,
          node: `nsu=${namespaceUri};s=${nodeName(id, point)}`,
        }
      })
  })
}
