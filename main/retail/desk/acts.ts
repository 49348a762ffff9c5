import { z } from 'zod'
import type { Person } from '../../../domain/access.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { Clock } from '../../../domain/clock.ts'
import type { RetailConfig } from '../../../domain/retail/settings.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import { outstandingOf } from '../account.ts'
import type { Books, RetailDb } from '../books.ts'
import { decimalOf } from '../documents/decimal.ts'
import { notFound, retailFault } from '../fault.ts'
import { keepAllocation } from '../payments/allocate.ts'
import { sumOf } from '../money/split.ts'
import { createProposals } from '../proposals.ts'
import { askRate, type Fetch } from '../rates/ask-rate.ts'
import { rateBody, type RateBody, type Rates } from '../rates/rates.ts'

const writeOffBody = z.object({ bill: z.number().int() })

interface ActNeeds {
  config: RetailConfig
  db: RetailDb
  books: Books
  rates: Rates
  keep<T>(work: () => T): T
  fetch: Fetch
  audit: WriteAudit
  clock: Pick<Clock, 'now'>
}

/** What needs a second person: write-offs, large steps of the rate, readings that can't be. Errors: `Store.Failed`. */
export function createActs(needs: ActNeeds) {
  const { config, books, rates, keep, fetch, audit, clock } = needs
  const proposals = proposalsOf(needs)
  const fix = (person: Person, rate: RateBody) => {
    if (rates.isJump(rate, clock.now()))
      proposals.propose(person.name, 'rate', `A token at ${rate.minorPerToken} cents, from ${rate.source}`, rate)
    else keep(() => rates.add(rate, person.name, null))
    const detail = `${rate.minorPerToken} cents per token, from ${rate.source}`
    audit({ person: person.name, action: 'RateGiven', detail })
    return ratesNow()
  }
  const ratesNow = () => ({ state: rates.state(clock.now()), rates: rates.list() })
  return {
    propose: proposals.propose,
    proposals: proposals.list,
    approve(person: Person, n: number) {
      const proposal = proposals.approve(person, n)
      audit({ person: person.name, action: 'RetailApproved', detail: `${proposal.words} (${proposal.person})` })
      return proposal
    },
    writeOff(person: Person, id: number, reason: string) {
      const bill = books.bill(id)
      if (!bill || bill.reverses !== null) throw notFound(`There is no bill ${id}.`)
      const left = outstandingOf(books, bill)
      if (left <= 0n) throw retailFault('The bill lacks nothing.')
      if (proposals.isWaiting('writeOff', '$.bill', id)) throw retailFault('That is proposed already.')
      const words = `Give up ${decimalOf(left)} ${config.currency} of ${bill.number}: ${reason}`
      audit({ person: person.name, action: 'WriteOffProposed', detail: words })
      return proposals.propose(person.name, 'writeOff', words, { bill: id })
    },
    rates: ratesNow,
    fixRate: (person: Person, { at = clock.now(), ...rate }: GivenRate) => fix(person, { ...rate, at }),
    async fetchRate(person: Person) {
      if (!config.rate) throw retailFault('The site file names no address for the rate.')
      const minorPerToken = await askRate(fetch, config.rate)
      return fix(person, { minorPerToken, source: config.rate.address, at: clock.now() })
    },
  }
}

/** A rate as a person gives it; without a time it holds from now on. */
type GivenRate = Omit<RateBody, 'at'> & { at?: EpochMs | undefined }

function proposalsOf(needs: ActNeeds) {
  const { db, rates, keep, clock } = needs
  return createProposals({
    db,
    keep,
    now: clock.now,
    carryOut: {
      writeOff: (body, person) => giveUp(needs, writeOffBody.parse(body).bill, person),
      rate(body, person, proposer) {
        const rate = rateBody.parse(body)
        // refuses one that a newer one or its age has overtaken
        rates.isJump(rate, clock.now())
        rates.add(rate, proposer, person)
      },
      // a held reading counts once its approval is there
      reading: () => {},
    },
  })
}

function giveUp({ db, books, clock }: ActNeeds, id: number, person: string): void {
  const bill = books.bill(id)
  if (!bill || outstandingOf(books, bill) <= 0n) throw retailFault('The bill lacks nothing any more.')
  const shares = books.lacking(bill)
  keepAllocation(db, { kind: 'writeOff', bill, payment: null, amount: sumOf(shares), shares, at: clock.now(), person })
}
