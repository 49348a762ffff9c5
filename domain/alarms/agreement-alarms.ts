import { defined } from './defined.ts'

/** Alarms of agreements that the ledger settles. */
export const agreementAlarms = {
  'settlement.agreementsFailing': defined(3, 'records', 86_400, {
    cause: 'The disk refuses to write.',
    consequence: 'No line is settled and no evidence kept; windows go on running.',
    response: 'Free the disk, or put the newest backup back.',
  }),
  'settlement.deadlineSoon': defined(3, 'records', 86_400, {
    cause: 'A window, a response or another right in an agreement ends within 48 hours.',
    consequence: 'Afterwards posted figures stand, and money moves by them.',
    response: 'Compare the figures with your own meters; accept them or dispute them. Evidence was exported already.',
  }),
  'settlement.deadlineNow': defined(2, 'records', 43_200, {
    cause: 'A window, a response or another right in an agreement ends within 12 hours.',
    consequence: 'Afterwards posted figures stand, and money moves by them.',
    response: 'Accept or dispute now. Without a link give the evidence to a station that has one.',
  }),
  'settlement.windowMissed': defined(3, 'records', 86_400, {
    cause: 'A window ended while the chain could not be reached.',
    consequence: 'What was posted counts as the contract says; the evidence is kept.',
    response: 'Read what was settled. The other side may still correct it; a correction opens a new window.',
  }),
  'settlement.agreementWithdrawn': defined(2, 'records', 3_600, {
    cause: 'The block that concluded an agreement was reorganised away.',
    consequence: 'Dispatch keeps it no longer, and what was promised may have to be bought elsewhere.',
    response: 'Wait for the chain; when the agreement comes back it is kept again.',
  }),
  'settlement.booksDiffer': defined(2, 'records', 86_400, {
    cause: 'Entries of the ledger differ from what the chain tells as final, or do not add up to zero.',
    consequence: 'Balances on the screens can not be believed.',
    response: 'Compare the endpoints with a third; put the newest backup back if the disk was damaged.',
  }),
  'settlement.scheduleUnknown': defined(3, 'records', 86_400, {
    cause: 'An agreement names a schedule by its hash, and no file that fits it was given.',
    consequence: 'Dispatch can not keep it, and no quantities are stated for it.',
    response: 'Ask the other side for the schedule and give its file on the settlement screen.',
  }),
}
