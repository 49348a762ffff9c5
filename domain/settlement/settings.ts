import { z } from 'zod'
import { secretReference } from '../access.ts'

const url = z.url({ protocol: /^https?$/ }).meta({ label: 'Address of a node, such as http://127.0.0.1:8545' })

/** How batches follow each other: more often costs more gas and shows sooner. */
export const batchSpans = ['quarter', 'hour', 'day'] as const
/** One of {@link batchSpans}. */
export type BatchSpan = (typeof batchSpans)[number]

const caps = z
  .strictObject({
    gweiPerGas: z.number().positive().max(100_000).default(100).meta({ label: 'Most that gas may cost', unit: 'gwei' }),
    etherPerDay: z
      .number()
      .positive()
      .max(1_000)
      .default(0.1)
      .meta({ label: 'Most spent on gas in a UTC day', unit: 'ether' }),
    powecPerDay: z.number().min(0).default(100_000).meta({ label: 'Most moved in a UTC day', unit: 'POWEC' }),
    secondPersonAbovePowec: z
      .number()
      .min(0)
      .default(10_000)
      .meta({ label: 'Moving or accepting more than this needs a second person', unit: 'POWEC' }),
  })
  .prefault({})

/** The site file's section about settlement. Without it nothing is stated and no key is made. */
export const settlementConfig = z
  .strictObject({
    eurPerPowec: z
      .number()
      .min(0)
      .max(1_000)
      .default(0.01)
      .meta({ label: 'What a POWEC is worth in the plan', unit: '€' }),
    site: z.number().int().min(1).max(0xffff_ffff).meta({ label: 'Number of the site in the registry' }),
    practice: z
      .boolean()
      .optional()
      .meta({ label: 'A practice chain of its own on this machine; its tokens are worth nothing' }),
    chainId: z
      .number()
      .int()
      .positive()
      .optional()
      .meta({ label: 'Chain that settles; absent = the one of the manifest' }),
    contract: z
      .string()
      .regex(/^0x[0-9a-fA-F]{40}$/, '0x and 40 hexadecimal digits')
      .optional()
      .meta({ label: 'Address of the settlement contract; absent = the one of the manifest' }),
    manifest: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ label: 'File with the addresses and code hashes of the contracts, beside the site file' }),
    rpc: z
      .array(z.union([url, secretReference]))
      .min(1)
      .max(2)
      .optional()
      .meta({
        label: 'Nodes that are asked, or secrets that hold their addresses; nothing is final unless both agree',
      }),
    confirmations: z.number().int().min(1).max(1_000).default(12).meta({ label: 'Blocks on top until confirmed' }),
    finality: z.number().int().min(1).max(10_000).default(64).meta({ label: 'Blocks on top until final' }),
    caps,
    batchEvery: z.enum(batchSpans).default('day').meta({ label: 'How much time goes into a batch' }),
    exportEveryDays: z
      .number()
      .int()
      .min(1)
      .max(45)
      .default(7)
      .meta({ label: 'Without a link: time until batches should be on a stick', unit: 'd' }),
    fromDay: z.iso.date().meta({ label: 'First UTC day that is stated' }),
    meterPoints: z
      .array(z.string().max(64))
      .min(1)
      .max(500)
      .optional()
      .meta({ label: 'Assets whose meters are stated; absent = all of them' }),
  })
  .refine(
    ({ practice, manifest, contract, chainId }) => practice || manifest || (contract && chainId),
    'practice, manifest, or chainId with contract is needed',
  )
/** The site file's section about settlement. */
export type SettlementConfig = z.infer<typeof settlementConfig>
