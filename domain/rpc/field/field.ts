import { z } from 'zod'
import { assetKinds } from '../../asset.ts'
import { deviceConfig } from '../../site.ts'
import { instant } from '../shapes.ts'

/** A device model that can be chosen. */
export const modelShape = z.object({
  id: z.string(),
  kind: z.enum(assetKinds),
  maker: z.string(),
  model: z.string(),
  protocol: z.enum(['modbus', 'opcUa', 'sunspec']),
  /** Public document it was taken from. */
  source: z.string(),
  points: z.array(z.string()),
  acceptsSetpoint: z.boolean(),
  /** Whether it came with the product or lies in the site's own folder. */
  origin: z.enum(['product', 'site']),
  /** Devices of the site that use it. */
  usedBy: z.array(z.string()),
})
/** A device model that can be chosen. */
export type Model = z.infer<typeof modelShape>

/** A fault in a definition file, where it is and what was expected. */
export const fileFaultShape = z.object({
  file: z.string(),
  line: z.number().int(),
  column: z.number().int(),
  field: z.string(),
  expected: z.string(),
})
/** A fault in a definition file. */
export type FileFault = z.infer<typeof fileFaultShape>

/** All device models, and the files that could not be read. */
export const modelsShape = z.object({ models: z.array(modelShape), faults: z.array(fileFaultShape), readAt: instant })
/** All device models, and the files that could not be read. */
export type Models = z.infer<typeof modelsShape>

/** What reading the definitions again changed. */
export const reloadedShape = z.object({
  added: z.array(z.string()),
  changed: z.array(z.string()),
  removed: z.array(z.string()),
  /** Devices that were connected anew with a changed definition. */
  reopened: z.array(z.string()),
  /** Those of them that are simulated: their simulator serves the former map until the site is started anew. */
  stillSimulated: z.array(z.string()),
  faults: z.array(fileFaultShape),
})
/** What reading the definitions again changed. */
export type Reloaded = z.infer<typeof reloadedShape>

/**
 * What to look through, never beyond: `modbus-tcp://192.168.1.10-20:502/1-5`, `modbus-rtu:///dev/ttyUSB0/1-30?baud=9600`,
 * `opc.tcp://host:4840`. At most 1,024 places.
 */
export const scanInput = z.strictObject({ range: z.string().trim().min(1).max(300) })

/** A model that fits what was found. */
export const proposalShape = z.object({
  definition: z.string(),
  /** 0 to 1: how much of what the model expects was found. */
  fit: z.number().min(0).max(1),
  /** What speaks for it, in words. */
  because: z.string(),
})
/** A model that fits what was found. */
export type Proposal = z.infer<typeof proposalShape>

/** One step of a scan. */
export const scanStepShape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), asked: z.number().int(), total: z.number().int(), now: z.string() }),
  z.object({
    type: z.literal('found'),
    endpoint: z.string(),
    unit: z.number().int().optional(),
    /** What it says of itself; empty texts where it says nothing. */
    maker: z.string(),
    model: z.string(),
    serial: z.string(),
    /** Everything else worth knowing: SunSpec models, OPC UA endpoints, "answers, but does not say who it is". */
    detail: z.string(),
    latencyMs: z.number(),
    /** Device of the site that is reached there already. */
    deviceId: z.string().optional(),
    proposals: z.array(proposalShape),
  }),
  z.object({
    type: z.literal('end'),
    found: z.number().int(),
    silent: z.number().int(),
    /** Why it ended before all were asked; empty when all were. */
    ended: z.string(),
  }),
])
/** One step of a scan. */
export type ScanStep = z.infer<typeof scanStepShape>

/** A device to look at without adding it to the site. */
export const previewInput = deviceConfig.pick({
  definition: true,
  endpoint: true,
  unit: true,
  modbus: true,
  security: true,
  user: true,
})
/** A device to look at without adding it to the site. */
export type PreviewInput = z.infer<typeof previewInput>

/** One point as it stands on the wire and as we understand it. */
export const previewRowShape = z.object({
  point: z.string(),
  label: z.string(),
  unit: z.string(),
  /** Where it lies: `holding 0 (40001)`, `nsu=urn:maker:model;s=Power`, `802.SoC`. */
  place: z.string(),
  /** As it came: registers in hexadecimal, or the value the server gave with its type; empty when nothing came. */
  raw: z.string(),
  /** How it is read: `int32 CDAB x 0.001, load frame`. */
  reading: z.string(),
  value: z.number().nullable(),
  quality: z.enum(['good', 'suspect', 'bad']),
  /** Why it is not good; empty when it is. */
  reason: z.string(),
})
/** One point as it stands on the wire and as we understand it. */
export type PreviewRow = z.infer<typeof previewRowShape>

/** A round of reading. */
export const previewShape = z.object({
  at: instant,
  /** Serial number it gives; empty when none. */
  serial: z.string(),
  /** Why nothing could be read; empty when something was. */
  fault: z.string(),
  rows: z.array(previewRowShape),
})
/** A round of reading. */
export type Preview = z.infer<typeof previewShape>

/** A change that a device list would make to the site file. */
export const listChangeShape = z.object({
  deviceId: z.string(),
  what: z.enum(['added', 'changed', 'removed']),
  /** Each in words: `endpoint: modbus-tcp://10.0.0.1:502 to modbus-tcp://10.0.0.2:502`. */
  details: z.array(z.string()),
})
/** A change that a device list would make to the site file. */
export type ListChange = z.infer<typeof listChangeShape>

/** What a device list would do. Nothing is done while there is a fault. */
export const listCheckShape = z.object({
  /** Names this check when it is applied; valid until the site file or the check changes. */
  checkId: z.string(),
  changes: z.array(listChangeShape),
  faults: z.array(z.object({ row: z.number().int(), column: z.string(), expected: z.string() })),
})
/** What a device list would do. */
export type ListCheck = z.infer<typeof listCheckShape>

/** Where the site's devices now stand written. */
export const listAppliedShape = z.object({
  siteFile: z.string(),
  /** The former file. */
  keptAs: z.string(),
})
/** Where the site's devices now stand written. */
export type ListApplied = z.infer<typeof listAppliedShape>
