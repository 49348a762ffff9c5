import type { Clock } from '../../../domain/clock.ts'
import type { BillingPlace } from '../../../domain/retail/bill.ts'
import type { Consumer } from '../../../domain/retail/settings.ts'
import { readingSources } from '../../../domain/retail/typed-data.ts'
import type { EnteredReading, Proposal } from '../../../domain/rpc/retail/shapes.ts'
import { judgeReading } from '../consumption/judge-reading.ts'
import type { KeptReading, ReadingBook } from '../consumption/reading-book.ts'
import type { RetailDb } from '../books.ts'
import { retailFault } from '../fault.ts'
import type { Leaves } from '../leaves/leaves.ts'

/** A reading that a person enters. */
export interface Entered {
  consumer: string
  register: number
  wh: number
  readAt: number
  source: 'direct' | 'manual'
  attachment: string | null
}

const zero32 = `0x${'0'.repeat(64)}`

/** Takes readings of people and of technicians' devices. Errors: `Retail.Invalid`, `Store.Failed`. */
export function createReadingsDesk(needs: {
  db: RetailDb
  readings: ReadingBook
  leaves: Leaves
  place(): BillingPlace
  consumerOf(id: string): Consumer
  propose(person: string, kind: 'reading', words: string, body: unknown): Proposal
  clock: Pick<Clock, 'now'>
}) {
  const { db, readings, leaves, place, consumerOf, propose, clock } = needs
  return {
    list: (consumer: string | undefined): EnteredReading[] =>
      readings
        .list(1_000)
        .filter((reading) => consumer === undefined || reading.consumer === consumer)
        .map((reading) => shown(reading, readings)),
    /** Keeps a reading. What a meter can't show is held, and asks for a second person by itself. */
    enter({ consumer: id, register, wh, readAt, source, attachment }: Entered, person: string): EnteredReading {
      const { supply, meterPoint, name } = consumerOf(id)
      if (supply.from !== 'readings') throw retailFault(`The meter of ${name} is read by itself.`)
      const endWh = supply.endKWh * 1_000
      if (register > supply.bands.length) throw retailFault(`The meter has ${supply.bands.length} registers.`)
      if (wh >= endWh) throw retailFault(`The register ends at ${supply.endKWh} kWh.`)
      if (readAt > clock.now()) throw retailFault('The time of the reading lies ahead.')
      const before = readings.counting(id, supply.serial, register).at(-1)
      if (before && readAt <= before.readAt) throw retailFault('There is a later reading of this register already.')
      const { state, words } = judgeReading(before, { readAt, wh }, { ratedKW: supply.ratedKW, endWh })
      const sequence = readings.nextSequence(id, supply.serial, register)
      const digest = leaves.typed(place(), 'MeterReading', {
        meterPoint: leaves.meterPoint(meterPoint),
        meter: leaves.meterPoint(`meter ${supply.serial}`),
        register,
        readingWh: wh,
        readAt: Math.floor(readAt / 1_000),
        source: readingSources[source],
        sequence,
        attachment: attachment ?? zero32,
      })
      const common = {
        consumer: id,
        serial: supply.serial,
        register,
        wh,
        readAt,
        source,
        sequence,
        state,
        words,
        digest,
        person,
      }
      const kept = { ...common, attachment: attachment ?? zero32 }
      const n = db.durable(() => readings.add(kept, clock.now()))
      if (state === 'held')
        propose(person, 'reading', `${name}: register ${register} at ${wh / 1_000} kWh, ${words}`, { reading: n })
      return shown({ ...kept, n }, readings)
    },
  }
}

function shown(reading: KeptReading, readings: ReadingBook): EnteredReading {
  const { n, consumer, register, wh, readAt, source, person, digest } = reading
  const isHeld = reading.state === 'held' && !readings.isApproved(n)
  const words = reading.state === 'held' && !isHeld ? `${reading.words}; accepted by a second person` : reading.words
  return { n, consumer, register, wh, readAt, source, person, digest, words, state: isHeld ? 'held' : 'accepted' }
}
