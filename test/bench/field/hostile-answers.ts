import * as fc from 'fast-check'
import { createHostileDevice, hostileCase } from '../../devices/transports/hostile.ts'
import { rtuReference, tcpReference } from '../../devices/transports/hostile-references.ts'
import { atMost, type Figure } from '../figure.ts'

const cases = 100_000
/** Cases are drawn in parts: their sum would fill the memory. */
const part = 5_000

/** Answers spoilt at random, over TCP and RTU. */
export async function hostileAnswers(): Promise<Figure[]> {
  const sums = { wrong: 0, malformed: 0, crashes: 0, polls: 0 }
  for (const reference of [tcpReference, rtuReference]) {
    const device = createHostileDevice(reference)
    for (let i = 0; i < cases; i += part)
      for (const one of fc.sample(hostileCase, part)) {
        const { isWrong, isMalformedAccepted, isCrash, isSilence, pollsToGood } = await device.play(one)
        sums.wrong += Number(isWrong)
        sums.malformed += Number(isMalformedAccepted)
        sums.crashes += Number(isCrash)
        if (!isSilence) sums.polls = Math.max(sums.polls, pollsToGood)
      }
  }
  return [
    atMost('200,000 spoilt answers: wrong values', sums.wrong, '', 0),
    atMost('200,000 spoilt answers: malformed frames accepted', sums.malformed, '', 0),
    atMost('200,000 spoilt answers: crashes', sums.crashes, '', 0),
    atMost('200,000 spoilt answers: polls until good again', sums.polls, '', 2),
  ]
}
