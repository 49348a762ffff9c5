import { z } from 'zod'
import type { ContainerName } from '../models/containers.ts'
import { secretReference } from '../access.ts'

/** Units a price source may be in. */
export const priceUnits = ['EUR/MWh', 'EUR/kWh', 'ct/kWh', 'EUR/TH/day', 'EUR/PH/day'] as const
/** One of {@link priceUnits}. */
export type PriceUnit = (typeof priceUnits)[number]

const stepMinutes = z
  .union([z.literal(5), z.literal(15), z.literal(30), z.literal(60), z.literal(1_440)], '5, 15, 30, 60 or 1440')
  .default(60)
  .meta({ label: 'How long each price holds', unit: 'min' })
const unit = z.enum(priceUnits).default('EUR/MWh').meta({ label: 'Unit of the source' })
const timeZone = z
  .string()
  .optional()
  .meta({ label: "Time zone of instants without an offset, IANA name; absent = the site's" })
const scale = z.number().default(1).meta({ label: 'Multiplied onto each price, such as a currency' })

/** Prices from a CSV file with a header line. It is read anew when it changes. */
export const csvPrices = z.strictObject({
  csv: z.string().min(1).meta({ label: 'File, relative to the site file' }),
  at: z.string().min(1).meta({ label: 'Column with the instants, ISO 8601' }),
  value: z.string().min(1).meta({ label: 'Column with the prices' }),
  unit,
  scale,
  timeZone,
  stepMinutes,
})

const path = z
  .string()
  .max(200)
  .regex(/^$|^[\w$-]+(\.[\w$-]+)*$/, 'names and numbers joined by dots, such as data.prices')

/** Prices from a JSON document over HTTP. */
export const httpPrices = z.strictObject({
  url: z
    .string()
    .max(1_000)
    .regex(/^https?:\/\/[^/?#@\s]+([/?#]\S*)?$/i, 'an http(s):// address without user and password')
    .meta({ label: 'Address; {from} and {until} in it stand for days such as 2026-03-29' }),
  items: path.default('').meta({ label: 'Where the list is; empty = the document itself' }),
  at: path.meta({ label: 'Where the instant is in an item: its field, or its place when items are lists' }),
  value: path.meta({ label: 'Where the price is in an item' }),
  instants: z
    .enum(['iso', 'epochS', 'epochMs'])
    .default('iso')
    .meta({ label: 'How instants are written: ISO 8601, or seconds or milliseconds since 1970' }),
  unit,
  scale,
  timeZone,
  stepMinutes,
  everyMinutes: z.number().min(1).max(1_440).default(15).meta({ label: 'Asked so often', unit: 'min' }),
  secret: secretReference.optional(),
  header: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,60}$/, 'the name of a header')
    .default('Authorization')
    .meta({ label: 'Header that carries the secret, as it is kept' }),
})

/** Where prices come from. */
export const priceSource = z.union([csvPrices, httpPrices])
/** Where prices come from. */
export type PriceSource = z.infer<typeof priceSource>
/** Prices from a CSV file. */
export type CsvPrices = z.infer<typeof csvPrices>
/** Prices from a JSON document over HTTP. */
export type HttpPrices = z.infer<typeof httpPrices>

const eurPerMWh = (label: string) => z.number().meta({ label, unit: 'EUR/MWh' })

/** What containers hash, as far as their earnings differ. */
export const hashAlgorithms = ['sha256', 'ethash', 'equihash', 'randomX', 'scrypt'] as const
/** One of {@link hashAlgorithms}. */
export type HashAlgorithm = (typeof hashAlgorithms)[number]

/** What a container of this kind hashes. */
export function algorithmOf(container: ContainerName): HashAlgorithm {
  return container === 'sha256Current' ? 'sha256' : container
}

/** Energy prices of a site and what mining earns. */
export const pricesConfig = z.strictObject({
  energy: priceSource
    .optional()
    .meta({ label: 'Price that energy is paid at; absent = that of `price`. What is not known of it yet is forecast' }),
  dayAhead: priceSource.optional().meta({ label: 'Price published beforehand, where energy is paid at another one' }),
  importFeeEurPerMWh: eurPerMWh('Fees and taxes on what is taken from the grid').default(0),
  exportFeeEurPerMWh: eurPerMWh('Taken off what is given to the grid').default(0),
  plausible: z
    .strictObject({
      minEurPerMWh: eurPerMWh('Lowest price of the market').default(-1_000),
      maxEurPerMWh: eurPerMWh('Highest price of the market').default(10_000),
    })
    .refine((range) => range.minEurPerMWh < range.maxEurPerMWh, 'the lowest below the highest')
    .prefault({}),
  hashprice: z
    .partialRecord(
      z.enum(hashAlgorithms),
      z.union([z.strictObject({ eurPerTHPerDay: z.number().min(0).max(1e12) }), priceSource]),
    )
    .default({})
    .meta({ label: 'What mining earns by algorithm: a fixed EUR/TH/day, or a source' }),
})
/** Energy prices of a site and what mining earns. */
export type PricesConfig = z.infer<typeof pricesConfig>
