import { z } from 'zod'
import { pointNames, points, type PointName } from '../domain/points.ts'

/** Whose sign the device uses: `generator` = positive into the bus (ours), `load` = positive out of the bus. */
const frame = z.enum(['generator', 'load'])

const scaling = {
  /** Device value x scale + offset = value in our unit. */
  scale: z
    .number()
    .refine((scale) => scale !== 0, 'any number but 0')
    .default(1),
  offset: z.number().default(0),
  frame: frame.optional(),
  /** Poll class: `fast` each fast poll, `slow` every few seconds. */
  poll: z.enum(['fast', 'slow']).default('slow'),
  /** Values outside are marked suspect. In our unit, before the frame is applied. */
  plausible: z.tuple([z.number(), z.number()]).optional(),
  /** Maker's code to ours, for `state`. */
  codes: z.record(z.string().regex(/^\d+$/, 'a code as the device gives it'), z.number().int()).optional(),
}

/** Integer and float kinds a Modbus register block can hold. */
export const registerTypes = ['int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64', 'float32', 'float64'] as const

/** Register kinds by table; coils and discrete inputs come with the field issue. */
export const registerTables = ['holding', 'input'] as const

const registerAt = {
  table: z.enum(registerTables).default('holding'),
  /** Address on the wire, counted from 0. */
  register: z.number().int().min(0).max(65_535),
  type: z.enum(registerTypes),
  /** Bytes A (highest) to D as they stand on the wire. */
  order: z.enum(['ABCD', 'CDAB', 'BADC', 'DCBA']).default('ABCD'),
  /** Raw value that means "not provided". */
  absent: z.number().optional(),
}

const nodeAt = {
  /** Node id, e.g. `nsu=urn:maker:model;s=Power` or `ns=1;s=Power`. */
  node: z.string().regex(/^(ns=\d+|nsu=[^;]+);[isgb]=.+$/, 'a node id such as ns=1;s=Power'),
}

const modbusPoint = z.strictObject({ ...registerAt, ...scaling })
const opcUaPoint = z.strictObject({ ...nodeAt, ...scaling })

/** A point read over Modbus. */
export type ModbusPoint = z.infer<typeof modbusPoint>
/** A point read over OPC UA. */
export type OpcUaPoint = z.infer<typeof opcUaPoint>

const pointsOf = <T extends z.ZodType>(point: T) => z.partialRecord(z.enum(pointNames as [PointName]), point)

const common = {
  id: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'maker/model in lower case'),
  kind: z.enum(['grid', 'pv', 'wind', 'load', 'genset', 'battery', 'flywheel', 'hydrogen', 'container']),
  maker: z.string().min(1),
  model: z.string().min(1),
  /** Public document the map was taken from. */
  source: z.string().min(1),
  watchdog: z
    .strictObject({
      timeoutMs: z.number().int().min(500).max(3_600_000),
      /** What the device does when nobody writes for that long. */
      safeState: z.string().min(1),
    })
    .optional(),
}

/** A model that speaks Modbus. */
export const modbusDefinition = z.strictObject({
  protocol: z.literal('modbus'),
  ...common,
  /** Registers in one read at most, and unused registers worth reading over to save a request. */
  block: z
    .strictObject({ max: z.number().int().min(1).max(125).default(125), gap: z.number().int().min(0).default(8) })
    .prefault({}),
  identity: z
    .strictObject({
      table: z.enum(registerTables).default('holding'),
      register: z.number().int(),
      length: z.number().int().min(1).max(32),
    })
    .optional(),
  points: pointsOf(modbusPoint),
  setpoint: modbusPoint.optional(),
  heartbeat: z.strictObject({ register: z.number().int().min(0).max(65_535) }).optional(),
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
  .discriminatedUnion('protocol', [modbusDefinition, opcUaDefinition])
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
    if (definition.protocol === 'modbus' && definition.setpoint?.table === 'input')
      context.addIssue({
        code: 'custom',
        path: ['setpoint', 'table'],
        message: 'holding; input registers are read-only',
      })
    if (definition.setpoint && definition.points.setpointKW === undefined)
      context.addIssue({
        code: 'custom',
        path: ['points', 'setpointKW'],
        message: 'the setpoint as it is read back, because there is one to write',
      })
  })

/** A device model. */
export type Definition = z.infer<typeof definitionSchema>
/** A device model that speaks Modbus. */
export type ModbusDefinition = z.infer<typeof modbusDefinition>
/** A device model that speaks OPC UA. */
export type OpcUaDefinition = z.infer<typeof opcUaDefinition>
