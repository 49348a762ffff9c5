import { z } from 'zod'
import { type MeterClassName, meterClasses } from './accuracy.ts'

const classNames = Object.keys(meterClasses) as [MeterClassName, ...MeterClassName[]]
const meterClass = z.enum(classNames).default('b').meta({ label: 'Accuracy class of the meter' })

const checkMeter = z
  .strictObject({
    device: z.string().max(64).meta({ label: 'Device that counts the same energy; it speaks for no asset' }),
    class: meterClass,
  })
  .meta({ label: 'Check meter' })

/** The site file's section about meters: what their class is, and which second meter counts the same energy. */
export const meteringConfig = z.strictObject({
  points: z
    .array(
      z.strictObject({
        asset: z.string().max(64).meta({ label: 'Asset whose energy is measured' }),
        class: meterClass,
        checkMeter: checkMeter.optional(),
      }),
    )
    .max(500)
    .default([]),
})
/** The site file's section about meters. */
export type MeteringConfig = z.infer<typeof meteringConfig>

/** What the section can't be used with, by field: unknown names, a point twice, a meter that checks itself. */
export function meteringFaults(
  { points }: MeteringConfig,
  {
    assets,
    devices,
  }: { assets: readonly { id: string; device: string }[]; devices: readonly { id: string; endpoint: string }[] },
): [(string | number)[], string][] {
  return points.flatMap(({ asset: id, checkMeter: check }, i): [(string | number)[], string][] => {
    const asset = assets.find((one) => one.id === id)
    if (!asset) return [[['points', i, 'asset'], `one of the assets; there is no "${id}"`]]
    if (points.findIndex((one) => one.asset === id) < i) return [[['points', i, 'asset'], `"${id}" only once`]]
    if (!check) return []
    const path = ['points', i, 'checkMeter', 'device']
    const device = devices.find((one) => one.id === check.device)
    if (!device) return [[path, `one of the devices; there is no "${check.device}"`]]
    if (device.endpoint === 'simulated')
      return [[path, 'a device with an address: what is simulated speaks for an asset']]
    if (assets.some((one) => one.device === check.device))
      return [[path, `a device that speaks for no asset; "${check.device}" does, and would be counted twice`]]
    return []
  })
}
