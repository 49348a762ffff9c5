/** An entry of a bank statement; everything may be wrong in it. */
export function entry(given: {
  amount: string
  currency?: string
  direction?: string
  state?: string
  day?: string
  text?: string
  name?: string
  details?: string
  more?: string
}): string {
  const {
    amount,
    currency = 'EUR',
    direction = 'CRDT',
    state = 'BOOK',
    day = '2026-03-02',
    text = '',
    name = 'Payer',
  } = given
  const details =
    given.details ??
    `<TxDtls><RltdPties><Dbtr><Pty><Nm>${name}</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls>`
  return (
    `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd>${given.more ?? ''}<Sts><Cd>${state}</Cd></Sts>` +
    `<BookgDt><Dt>${day}</Dt></BookgDt><AcctSvcrRef>ref-${amount}</AcctSvcrRef><NtryDtls>${details}</NtryDtls></Ntry>`
  )
}

/** A bank statement of version 8 with the given entries. */
export function camt(...entries: string[]): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>' +
    '<GrpHdr><MsgId>m</MsgId></GrpHdr><Stmt><Id>2026-061</Id><CreDtTm>2026-03-02T20:00:00</CreDtTm>' +
    `<Acct><Id><IBAN>DE02300209000106531065</IBAN></Id></Acct>${entries.join('')}</Stmt></BkToCstmrStmt></Document>`
  )
}
