import { z } from 'zod'
import { points, type PointName } from '../domain/points.ts'
import { common, pointsOf, scaling } from './definition-parts.ts'
import { checkPoint, located, spanOf } from './points/place.ts'
import { setpointRange } from './points/setpoint-range.ts'
import { sunSpecDefinition } from './sunspec/definition.ts'

/** What a Modbus register block can hold; `bit` is what coils and discrete inputs hold. */
export const registerTypes = [
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'float32',
  'float64',
  'int8',
  'uint8',
  'bcd16',
  'bcd32',
  'string',
  'bit',
] as const

/** Tables of a Modbus device: registers and bits, each read-only or not. */
export const registerTables = ['holding', 'input', 'coil', 'discrete'] as const

/** Where something lies: `register` counted from 0 as on the wire, or `address` as manuals print it. */
const place = {
  table: z.enum(registerTables).optional(),
  /** Address on the wire, counted from 0. */
  register: z.number().int().min(0).max(65_535).optional(),
  /** Address as manuals print it, counted from 1: 1 coils, 10001 discrete inputs, 30001 input, 40001 holding registers. */
  address: z.number().int().min(1).max(465_536).optional(),
}

const bit = z.strictObject({
  /** 0 = lowest bit of the value. */
  bit: z.number().int().min(0).max(63),
  /** The maker's name of it. */
  name: z.string().min(1),
  /** Our number when it is set. */
  value: z.number().int().default(1),
})

const registerAt = {
  ...place,
  type: z.enum(registerTypes),
  /** Bytes A (highest) to D as they stand on the wire. */
  order: z.enum(['ABCD', 'CDAB', 'BADC', 'DCBA']).default('ABCD'),
  /** Raw value that means "not provided". */
  absent: z.number().optional(),
  /** Registers of a `string`. */
  length: z.number().int().min(1).max(64).optional(),
  /** Named bits of an integer, the weightiest first: the first one that is set gives the value, none gives 0. */
  bits: z.array(bit).min(1).optional(),
  /** Register with the power of ten to scale by (int16, 0x8000 = unknown), in the same table and read in one request. */
  scaleFrom: z.strictObject(place).transform(located).optional(),
}

const nodeAt = {
  /** Node id with its namespace by name; only namespace 0, the standard's own, has a number that never changes. */
  node: z
    .string()
    .regex(
      /^(ns=0|nsu=[^;]+);[isgb]=.+$/,
      'a node id with its namespace by name, such as nsu=urn:maker:model;s=Power (a number may mean another one after a restart)',
    ),
}

const modbusPoint = z
  .strictObject({ ...registerAt, ...scaling })
  .superRefine(checkPoint)
  .transform(located)
const opcUaPoint = z.strictObject({
  ...nodeAt,
  ...scaling,
  /** Changes smaller than this need not be sent, in our unit. */
  deadband: z.number().positive().optional(),
})

/** A point read over Modbus. */
export type ModbusPoint = z.infer<typeof modbusPoint>
/** A point read over OPC UA. */
export type OpcUaPoint = z.infer<typeof opcUaPoint>

const output = z
  .strictObject({
    ...place,
    /** Numbers that a register takes for on and off; a coil has no choice. */
    on: z.number().int().min(0).max(65_535).default(1),
    off: z.number().int().min(0).max(65_535).default(0),
  })
  .transform(located)

/** A model that speaks Modbus. */
export const modbusDefinition = z.strictObject({
  protocol: z.literal('modbus'),
  ...common,
  /** Registers in one read at most, and unused registers worth reading over to save a request. */
  block: z
    .strictObject({ max: z.number().int().min(1).max(125).default(125), gap: z.number().int().min(0).default(8) })
    .prefault({}),
  /** It takes writes only with functions 15 and 16, also of one coil or register. */
  multipleWrites: z.boolean().default(false),
  identity: z
    .strictObject({ ...place, length: z.number().int().min(1).max(32) })
    .transform(located)
    .optional(),
  points: pointsOf(modbusPoint),
  setpoint: modbusPoint.optional(),
  heartbeat: z.strictObject(place).transform(located).optional(),
  /** Points that are switched on and off: a coil, or a holding register with a number for each. */
  outputs: pointsOf(output).optional(),
})

/** A model that speaks OPC UA. */
export const opcUaDefinition = z.strictObject({
  protocol: z.literal('opcUa'),
  ...common,
  identity: z.strictObject(nodeAt).optional(),
  points: pointsOf(opcUaPoint),
  setpoint: opcUaPoint.optional(),
  heartbeat: z.strictObject(nodeAt).optional(),
})

/** A device model as data: everything a driver needs to know, nothing executable. */
export const definitionSchema = z
  .discriminatedUnion('protocol', [modbusDefinition, opcUaDefinition, sunSpecDefinition])
  .superRefine((definition, context) => {
    for (const [name, point] of Object.entries(definition.points))
      if ('signed' in points[name as PointName] && point.frame === undefined)
        context.addIssue({
          code: 'custom',
          path: ['points', name, 'frame'],
          message: 'generator or load: whose sign the device uses',
        })
    if (definition.setpoint && !definition.setpoint.frame)
      context.addIssue({
        code: 'custom',
        path: ['setpoint', 'frame'],
        message: 'generator or load: whose sign the device uses',
      })
    if (definition.protocol === 'modbus') checkModbus(definition, context)
    if (definition.setpoint && definition.points.setpointKW === undefined)
      context.addIssue({
        code: 'custom',
        path: ['points', 'setpointKW'],
        message: 'the setpoint as it is read back, because there is one to write',
      })
  })

/** What only shows between the parts of a Modbus definition. */
function checkModbus(definition: ModbusDefinition, context: z.RefinementCtx): void {
  for (const part of ['setpoint', 'heartbeat'] as const)
    if (definition[part] && definition[part].table !== 'holding')
      context.addIssue({ code: 'custom', path: [part, 'table'], message: 'holding; the other tables are not written' })
  const { setpoint, block, outputs = {} } = definition
  if (setpoint && !setpointRange(definition))
    context.addIssue({
      code: 'custom',
      path: ['setpoint', 'plausible'],
      message: 'the range of setpoints that may be written, here or at setpointKW or activePowerKW',
    })
  for (const [name, { table }] of Object.entries(outputs)) {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['outputs', name, path], message })
    if (table !== 'coil' && table !== 'holding') refuse('table', 'coil or holding; the other tables are not written')
    if (!definition.points[name as PointName]) refuse('register', 'a point of the same name, to read it back by')
  }
  for (const [path, point] of [
    ...Object.entries(definition.points).map(([name, point]) => [['points', name], point] as const),
    ...(setpoint ? [[['setpoint'], setpoint] as const] : []),
  ]) {
    const [first, end] = spanOf(point)
    if (end - first > block.max)
      context.addIssue({
        code: 'custom',
        path: [...path, point.scaleFrom ? 'scaleFrom' : 'register'],
        message: `no more than ${block.max} registers from first to last, so that one request reads them together`,
      })
  }
}

/** A device model. */
export type Definition = z.infer<typeof definitionSchema>
/** A device model that speaks Modbus. */
export type ModbusDefinition = z.infer<typeof modbusDefinition>
/** A device model that speaks OPC UA. */
export type OpcUaDefinition = z.infer<typeof opcUaDefinition>
