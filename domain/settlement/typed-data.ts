/** What a field of signed data is, in the words of EIP-712. Exactly these fields, in this order: contracts hash the same. */
export const typedData = {
  IntervalStatement:
    'uint32 site,uint32 quarter,uint8 revision,uint16 lineCount,bytes32 linesRoot,bytes32 previous,bytes32 replaces',
  BatchHeader:
    'uint32 site,uint32 sequence,uint32 fromQuarter,uint32 toQuarter,uint32 lineCount,uint64 absorbedWh,uint64 injectedWh,bytes32 statementsRoot,bytes32 agreementsRoot,bytes32 previous',
  CorrectionHeader:
    'uint32 site,uint32 correction,uint32 fromQuarter,uint32 toQuarter,uint32 lineCount,uint8 reason,bytes32 statementsRoot,bytes32 agreementsRoot,bytes32 corrects',
  Reattestation: 'uint32 site,uint32 sequence,bytes32 batch,uint32 revokedEpoch',
  Bundle:
    'uint32 site,uint32 bundle,uint32 fromQuarter,uint32 toQuarter,uint32 itemCount,uint40 madeAt,bytes32 contentHash',
  LineAcceptance: 'uint64 agreement,bytes32 line,bytes32 batch,uint40 deadline',
} as const satisfies Record<string, string>
/** A struct that is signed. */
export type TypedName = keyof typeof typedData

/** Name and version of the domain that statements and batches are signed for. */
export const settlementDomain = { name: 'Powerchain Settlement', version: '1' } as const

/** Tags that keep leaves of one tree from being leaves of another. */
export const leafTags = {
  line: 'powerchain.line.v1',
  statement: 'powerchain.statement.v1',
  agreement: 'powerchain.agreement.v1',
  proof: 'powerchain.proof.v1',
  schedule: 'powerchain.schedule.v1',
  empty: 'powerchain.empty.v1',
} as const
