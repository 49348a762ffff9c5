import { z } from 'zod'
import { notifyConfig } from './alarms/notify.ts'
import { alarmsConfig, alarmsFaults } from './alarms/settings.ts'
import { type Asset, assetSchema, idSchema, isControllable } from './asset.ts'
import { controllersConfig } from './dispatch/controller-settings.ts'
import { planConfig } from './dispatch/plan-settings.ts'
import { pricesConfig } from './dispatch/price-settings.ts'
import { healthConfig } from './health/settings.ts'
import { historianConfig, historianFaults } from './historian/settings.ts'
import { meteringConfig, meteringFaults } from './metering/settings.ts'
import { profileSchema } from './profile.ts'
import { secretReference } from './access.ts'
import { plantedFaults, simulationConfig } from './simulation/settings.ts'
import { retailConfig } from './retail/settings.ts'
import { settlementConfig } from './settlement/settings.ts'
import type { Authority } from './setpoint.ts'

const kW = (label: string) => z.number().min(0).max(10_000_000).meta({ label, unit: 'kW' })

/** What a site file can ask of an OPC UA link. The policies sign and encrypt; best first after `none`. */
export const opcUaSecurity = ['none', 'Aes256_Sha256_RsaPss', 'Aes128_Sha256_RsaOaep', 'Basic256Sha256'] as const

/** How a Modbus device wants to be asked, where the usual way does not do. */
export const modbusConfig = z.strictObject({
  transactionsInFlight: z.number().int().min(1).max(16).default(1).meta({ label: 'Requests under way at once' }),
  timeoutMs: z.number().int().min(50).max(4_000).optional().meta({ label: 'Shortest wait for an answer', unit: 'ms' }),
  gapMs: z.number().min(0).max(1_000).optional().meta({ label: 'Quiet time before each request', unit: 'ms' }),
  tls: z
    .strictObject({
      certificate: z.string().min(1).meta({ label: 'File with our certificate, PEM, relative to the data folder' }),
      key: z.string().min(1).meta({ label: 'File with its private key' }),
      authority: z.string().min(1).meta({ label: "File with the certificate that signed the device's" }),
    })
    .optional()
    .meta({ label: 'Certificate files of modbus-tls' }),
})

/** A communicating box and how to reach it. */
export const deviceConfig = z.strictObject({
  id: idSchema,
  definition: z.string().min(1).meta({ label: 'Device definition' }),
  endpoint: z
    .string()
    .regex(
      /^(simulated|modbus-(tcp|tls|rtu-tcp):\/\/[^\s/]+:\d+|modbus-rtu:\/\/(\/|COM)\S+|opc\.tcp:\/\/\S+)$/,
      'simulated, modbus-tcp://HOST:PORT (or modbus-tls, modbus-rtu-tcp), modbus-rtu:///dev/PORT or ' +
        'opc.tcp://HOST:PORT/PATH',
    )
    .meta({ label: 'Address' }),
  unit: z.number().int().min(0).max(255).default(1).meta({ label: 'Modbus unit' }),
  modbus: modbusConfig.optional().meta({ label: 'How a Modbus device wants to be asked' }),
  serial: z.string().optional().meta({ label: 'Serial number it must have before anything is written to it' }),
  mode: z
    .enum(['control', 'monitor', 'commissioning'])
    .default('control')
    .meta({ label: 'May we write to it; commissioning = only test pulses, until an engineer has accepted it' }),
  security: z
    .enum(opcUaSecurity)
    .optional()
    .meta({ label: 'Encryption of an OPC UA link; absent = the best the server offers, `none` must be named' }),
  user: z
    .strictObject({
      name: z.string().min(1).max(100),
      secret: secretReference,
    })
    .optional()
    .meta({ label: 'User the OPC UA server asks for; absent = anonymous' }),
})

/** A cable or transformer that several assets share. */
export const feederConfig = z.strictObject({
  id: idSchema,
  name: z.string().min(1).max(60),
  limitKW: kW('Limit in either direction'),
})

/** Assets that one Modbus unit of ours has registers for; the next unit goes on with the next ones. */
export const assetsPerUnit = 160

const host = z
  .string()
  .regex(/^[A-Za-z0-9.:-]{1,253}$/, 'an address or a name of this machine, such as 127.0.0.1 or 0.0.0.0')
  .default('127.0.0.1')
  .meta({ label: 'Address to listen on; 127.0.0.1 = this machine only, 0.0.0.0 = every network' })
const port = z.number().int().min(1).max(65_535)
const addressRange = z
  .union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'an address or a range, such as 10.1.2.7 or 10.1.2.0/24')
  .meta({ label: 'Address or range' })

/** Our own values for other systems, read only. What is not named does not listen. */
export const northboundConfig = z.strictObject({
  modbus: z
    .strictObject({
      host,
      port: port.meta({ label: 'Port; 502 is usual, 802 with TLS' }),
      unit: z.number().int().min(1).max(247).default(1).meta({ label: 'Modbus unit of the first 160 assets' }),
      allow: z.array(addressRange).min(1).optional().meta({ label: 'Who may read; absent = every address' }),
      tls: z
        .strictObject({
          certificate: z.string().min(1).meta({ label: 'File with our certificate, PEM, relative to the data folder' }),
          key: z.string().min(1).meta({ label: 'File with its private key' }),
          authority: z.string().min(1).meta({ label: "File with the certificate that signed the readers'" }),
        })
        .optional()
        .meta({ label: 'Certificate files of Modbus/TCP Security' }),
    })
    .optional()
    .meta({ label: 'Modbus TCP server' }),
  opcUa: z
    .strictObject({
      host,
      port: port.meta({ label: 'Port; 4840 is usual' }),
      security: z
        .literal('none')
        .optional()
        .meta({ label: 'none = also without encryption; absent = encrypted only, for trusted certificates' }),
    })
    .optional()
    .meta({ label: 'OPC UA server' }),
})

/** A report that is made by itself. Times are those of the site's clock. */
export const scheduledReport = z.strictObject({
  template: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'the name of a template, such as daily')
    .meta({ label: 'Template' }),
  at: z
    .string()
    .regex(
      /^(daily|weekly (Mon|Tue|Wed|Thu|Fri|Sat|Sun)|monthly ([1-9]|1\d|2[0-8])) ([01]\d|2[0-3]):[0-5]\d$/,
      'daily HH:MM, weekly Mon HH:MM or monthly 1 HH:MM (day 1 to 28)',
    )
    .meta({ label: 'When; about the day, week or month that is over by then' }),
  formats: z
    .array(z.enum(['pdf', 'xlsx']))
    .min(1)
    .default(['pdf'])
    .meta({ label: 'As which files' }),
})

/** Shape of a site file; {@link siteSchema} adds the checks between its parts. */
export const siteShape = z.strictObject({
  version: z.literal(1).meta({ label: 'Version of the file format' }),
  name: z.string().min(1).max(60).meta({ label: 'Name of the site' }),
  timeZone: z.string().default('UTC').meta({ label: 'Time zone, IANA name' }),
  cycleMs: z.number().int().min(100).max(5_000).default(200).meta({ label: 'Control cycle', unit: 'ms' }),
  connection: z.strictObject({
    importLimitKW: kW('Agreed import'),
    exportLimitKW: kW('Agreed export'),
    busName: z.string().default('Bus'),
    transformerKVA: z
      .number()
      .positive()
      .max(10_000_000)
      .optional()
      .meta({ label: 'Rating of the transformer between grid and bus; absent = the limits alone hold', unit: 'kVA' }),
    nominalVoltageV: z
      .number()
      .positive()
      .max(1_000_000)
      .optional()
      .meta({ label: "Nominal voltage as the grid's meter reads it; power quality is judged against it", unit: 'V' }),
    nominalFrequencyHz: z
      .number()
      .min(40)
      .max(70)
      .optional()
      .meta({ label: 'Nominal frequency; absent = 50', unit: 'Hz' }),
  }),
  feeders: z.array(feederConfig).default([]),
  devices: z.array(deviceConfig).min(1),
  assets: z.array(assetSchema).min(1),
  controllers: controllersConfig.prefault({}),
  price: profileSchema.optional().meta({ label: 'Energy price, €/MWh' }),
  plan: planConfig.prefault({}).meta({ label: 'How the site is planned' }),
  prices: pricesConfig.optional().meta({ label: 'Energy prices from outside, and what mining earns' }),
  simulation: simulationConfig.optional(),
  historian: historianConfig.prefault({}),
  northbound: northboundConfig.optional().meta({ label: 'What other systems may read' }),
  metering: meteringConfig.optional().meta({ label: 'Classes of meters, and meters that check others' }),
  settlement: settlementConfig
    .optional()
    .meta({ label: 'What the site states of its energies, and to which contract' }),
  retail: retailConfig.optional().meta({ label: 'Consumers, tariff plans and bills' }),
  reports: z.array(scheduledReport).max(50).optional().meta({ label: 'Reports made by themselves' }),
  alarms: alarmsConfig.optional().meta({ label: 'What alarms do otherwise here, and limits on points' }),
  health: healthConfig.prefault({}).meta({ label: 'Foreseeing failures' }),
  notify: notifyConfig.optional().meta({ label: 'Who is told of alarms by e-mail and webhook' }),
})

/** A site file, checked within and between its parts. */
export const siteSchema = siteShape.superRefine((site, context) => {
  const issue = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
  for (const list of ['devices', 'assets', 'feeders'] as const) {
    const seen = new Set<string>()
    site[list].forEach((item, i) => {
      if (seen.has(item.id)) issue([list, i, 'id'], `an id used once; "${item.id}" is there already`)
      seen.add(item.id)
    })
  }
  site.assets.forEach((asset, i) => {
    if (!site.devices.some((d) => d.id === asset.device))
      issue(['assets', i, 'device'], `one of the devices: ${site.devices.map((d) => d.id).join(', ')}`)
    if (asset.feeder !== undefined && !site.feeders.some((f) => f.id === asset.feeder))
      issue(
        ['assets', i, 'feeder'],
        `one of the feeders: ${site.feeders.map((f) => f.id).join(', ') || 'none is listed'}`,
      )
  })
  const meters = site.assets.filter((a) => a.kind === 'grid')
  if (meters.length !== 1) issue(['assets'], `exactly one asset of kind grid; there are ${meters.length}`)
  const isSimulated = site.devices.some((d) => d.endpoint === 'simulated')
  if (isSimulated && !site.simulation)
    issue(['simulation'], 'a simulation section, because a device has the endpoint "simulated"')
  for (const [path, message] of plantedFaults(site.simulation?.wear ?? [], site.assets))
    issue(['simulation', ...path], message)
  for (const [path, message] of northboundFaults(site)) issue(['northbound', ...path], message)
  for (const [path, message] of historianFaults(site.historian, site.assets)) issue(['historian', ...path], message)
  if (site.metering)
    for (const [path, message] of meteringFaults(site.metering, site)) issue(['metering', ...path], message)
  if (site.alarms)
    for (const [path, message] of alarmsFaults(site.alarms, site.assets)) issue(['alarms', ...path], message)
  if (!isTimeZone(site.timeZone)) issue(['timeZone'], 'an IANA time zone such as Europe/Berlin')
})

/** What the servers for other systems can't be started with, by field of the section. */
function northboundFaults({ northbound, assets }: z.infer<typeof siteShape>): [string[], string][] {
  const { modbus, opcUa } = northbound ?? {}
  const faults: [string[], string][] = []
  if (modbus && opcUa && modbus.port === opcUa.port)
    faults.push([['opcUa', 'port'], `another port than ${modbus.port}, which is that of Modbus`])
  if (!modbus) return faults
  const isLocal = /^(127\.|::1$|localhost$)/.test(modbus.host)
  if (!isLocal && !modbus.allow && !modbus.tls)
    faults.push([['modbus', 'allow'], 'who may read (addresses or ranges), or tls: Modbus itself knows no password'])
  if (modbus.unit + Math.ceil(assets.length / assetsPerUnit) - 1 > 247)
    faults.push([['modbus', 'unit'], `a lower unit: ${assets.length} assets take a unit for every ${assetsPerUnit}`])
  return faults
}

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** A site: one connection to the grid with all behind it. */
export type SiteConfig = z.infer<typeof siteSchema>
/** Our own values for other systems, read only. */
export type NorthboundConfig = z.infer<typeof northboundConfig>
/** A communicating box and how to reach it. */
export type DeviceConfig = z.infer<typeof deviceConfig>
/** A cable or transformer that several assets share. */
export type FeederConfig = z.infer<typeof feederConfig>

/** Who may steer an asset by the site file alone: what can't be steered, or isn't there, is monitored. */
export function authorityByFile(site: SiteConfig, assetId: string): Authority {
  const asset = site.assets.find((a) => a.id === assetId)
  if (!asset || !isControllable(asset.kind)) return 'monitor'
  return site.devices.find((d) => d.id === asset.device)?.mode ?? 'monitor'
}

/** The grid meter's asset. A checked site has exactly one. */
export function gridAssetOf(site: SiteConfig): Asset {
  const grid = site.assets.find((a) => a.kind === 'grid')
  if (!grid) throw new RangeError('site without a grid asset')
  return grid
}
