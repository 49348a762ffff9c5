/** What consumers, suppliers and parties sign, in the words of EIP-712. Exactly these fields in this order: contracts hash the same. */
export const retailTypes = {
  ConsumerContract:
    'bytes32 meterPoint,address consumer,uint32 supplier,uint32 plan,bytes32 document,uint40 startsAt,uint256 nonce,uint40 deadline',
  TariffSwitch: 'bytes32 meterPoint,uint32 fromPlan,uint32 toPlan,uint40 effectiveAt,uint256 nonce,uint40 deadline',
  MeterReading:
    'bytes32 meterPoint,bytes32 meter,uint8 register,uint64 readingWh,uint40 readAt,uint8 source,uint32 sequence,bytes32 attachment',
} as const satisfies Record<string, string>
/** A struct of {@link retailTypes}. */
export type RetailType = keyof typeof retailTypes

/** Name and version of the domain that bills and contracts are signed for. */
export const retailDomain = { name: 'Powerchain Billing', version: '1' } as const

/** Tags that keep leaves of one tree from being leaves of another. */
export const retailTags = {
  bill: 'powerchain.bill.v1',
  payment: 'powerchain.payment.v1',
  line: 'powerchain.line.v1',
  empty: 'powerchain.empty.v1',
} as const

/** Codes of where a reading comes from, as statements and contracts number them. */
export const readingSources = { automatic: 1, direct: 2, manual: 3 } as const
/** Where a reading comes from. */
export type ReadingSource = keyof typeof readingSources
