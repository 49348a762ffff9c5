import { z } from 'zod'
import { registerNames } from '../metering/meter.ts'
import { maxParties } from './money.ts'
import { planShape } from './plan.ts'

const uint32 = z.number().int().min(1).max(0xffff_ffff)
const text = (max: number) => z.string().trim().min(1).max(max)

/** What a party does in supplying a consumer. */
export const partyRoles = ['supplier', 'grid', 'state', 'bank', 'collector', 'other'] as const

/** Who has a share of a bill, or collects it. */
export const partyShape = z.strictObject({
  id: uint32.meta({ label: 'Number of the party in the billing contract' }),
  name: text(80),
  role: z.enum(partyRoles).meta({ label: 'What it does' }),
  iban: z
    .string()
    .regex(/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/, 'an IBAN without spaces')
    .optional()
    .meta({ label: 'Account its money goes to' }),
  taxId: text(40).optional().meta({ label: 'Tax number, for invoices' }),
  address: text(160).optional().meta({ label: 'Postal address, for invoices' }),
})
/** Who has a share of a bill, or collects it. */
export type Party = z.infer<typeof partyShape>

/** The agreed division of bills: `fixed` by parts per million (kind 1), `components` by what its lines owe to each owner (kind 2). */
export const formulaShape = z.strictObject({
  id: uint32,
  version: uint32,
  kind: z.enum(['fixed', 'components']),
  parties: z.array(uint32).min(1).max(maxParties).meta({ label: 'Parties in the signed order' }),
  weightsPpm: z.array(z.number().int().min(0).max(1_000_000)).max(maxParties).default([]),
})
/** The agreed division of bills. */
export type Formula = z.infer<typeof formulaShape>

/** Kinds of households that a simulation knows. */
export const householdKinds = ['single', 'family', 'heatPump', 'electricCar', 'shop'] as const

/** Where a consumer's energy is known from. */
export const supplyShape = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('simulated'),
    household: z.enum(householdKinds),
    yearKWh: z.number().int().min(100).max(1_000_000).meta({ label: 'Energy of a year', unit: 'kWh' }),
  }),
  z.strictObject({ from: z.literal('metering'), asset: text(64), register: z.enum(registerNames) }),
  z.strictObject({
    from: z.literal('readings'),
    serial: text(40).meta({ label: 'Serial number of the meter' }),
    bands: z.array(text(20)).min(1).max(8).meta({ label: 'Band of the plan that each register of the meter counts' }),
    ratedKW: z.number().positive().max(10_000).meta({ label: 'No energy above 1.2 times this can pass', unit: 'kW' }),
    endKWh: z
      .number()
      .int()
      .min(1_000)
      .max(100_000_000)
      .meta({ label: 'The registers begin again after it', unit: 'kWh' }),
  }),
])

/** A consumer at a meter point. */
export const consumerShape = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens')
    .max(40),
  name: text(80),
  meterPoint: text(40).meta({ label: 'Name of the meter point, such as an EAN; never leaves the site unhashed' }),
  plan: uint32,
  since: z.iso.date().meta({ label: 'First day of supply' }),
  supply: supplyShape,
  account: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/, '0x and 40 hexadecimal digits')
    .optional()
    .meta({ label: 'Account the consumer signs with; absent = contracts are attested' }),
  isCompany: z.boolean().default(false).meta({ label: 'Gets invoices and acts' }),
  taxId: text(40).optional(),
  address: text(160).optional(),
})
/** A consumer at a meter point. */
export type Consumer = z.infer<typeof consumerShape>

/** The site file's section about consumers and their bills. */
export const retailConfig = z
  .strictObject({
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .default('EUR'),
    prefix: z
      .string()
      .regex(/^[A-Z]{2,4}$/, 'two to four capital letters')
      .default('PC')
      .meta({ label: 'What numbers of bills begin with' }),
    dueDays: z.number().int().min(1).max(120).default(14).meta({ label: 'Days to pay' }),
    supplier: uint32.meta({ label: 'Party that issues bills' }),
    collector: uint32.meta({ label: 'Party whose bank account takes the payments' }),
    parties: z.array(partyShape).min(1).max(50),
    formula: formulaShape,
    plans: z.array(planShape).min(1).max(100),
    consumers: z.array(consumerShape).max(20_000).default([]),
    consumersFile: text(200).optional().meta({ label: 'CSV file beside this one with more consumers, one a line' }),
    rate: z
      .strictObject({
        address: z
          .url({ protocol: /^https?$/ })
          .meta({ label: 'Address of a JSON document with the price of a token' }),
        path: text(120).meta({ label: 'Path of the price in it, such as data.price' }),
      })
      .optional()
      .meta({ label: 'Where the rate of the token comes from; absent = by hand' }),
    simulatedPastMonths: z
      .number()
      .int()
      .min(0)
      .max(12)
      .default(0)
      .meta({ label: 'Months of bills made up at the first start; only where all consumers are simulated' }),
  })
  .superRefine((retail, context) => {
    for (const [path, message] of faultsOf(retail)) context.addIssue({ code: 'custom', path, message })
  })
/** The site file's section about consumers and their bills. */
export type RetailConfig = z.infer<typeof retailConfig>

type Fault = [(string | number)[], string]

interface Checked {
  supplier: number
  collector: number
  parties: readonly Party[]
  formula: Formula
  plans: readonly z.infer<typeof planShape>[]
  consumers: readonly Consumer[]
}

function faultsOf({ parties, formula, plans, consumers, ...named }: Checked): Fault[] {
  const known = new Set(parties.map(({ id }) => id))
  const faults: Fault[] = []
  for (const field of ['supplier', 'collector'] as const)
    if (!known.has(named[field])) faults.push([[field], 'the number of one of the parties'])
  formula.parties.forEach((id, i) => {
    if (!known.has(id)) faults.push([['formula', 'parties', i], 'the number of one of the parties'])
  })
  if (formula.kind === 'fixed') {
    const sum = formula.weightsPpm.reduce((all, ppm) => all + ppm, 0)
    if (formula.weightsPpm.length !== formula.parties.length || sum !== 1_000_000)
      faults.push([['formula', 'weightsPpm'], 'a weight for each party, together 1,000,000'])
  }
  plans.forEach(({ components }, i) =>
    components.forEach(({ owner }, k) => {
      if (!formula.parties.includes(owner))
        faults.push([['plans', i, 'components', k, 'owner'], 'one of the parties of the formula'])
    }),
  )
  consumers.forEach((consumer, i) => {
    for (const [path, words] of consumerFaults(consumer, plans)) faults.push([['consumers', i, ...path], words])
    for (const field of ['id', 'meterPoint'] as const)
      if (consumers.findIndex((other) => other[field] === consumer[field]) !== i)
        faults.push([['consumers', i, field], 'something no other consumer has'])
  })
  return faults
}

/** What is wrong with a consumer beside the plans there are. */
export function consumerFaults({ plan, supply }: Consumer, plans: readonly z.infer<typeof planShape>[]): Fault[] {
  const chosen = plans.find(({ id }) => id === plan)
  if (!chosen) return [[['plan'], 'the number of one of the plans']]
  if (supply.from !== 'readings') return []
  const missing = chosen.bands.find(({ id }) => !supply.bands.includes(id))
  return missing ? [[['supply', 'bands'], `a register for each band of the plan; none counts "${missing.id}"`]] : []
}
