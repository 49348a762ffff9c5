import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createHostileDevice, hostileCase } from './hostile.ts'
import { rtuReference, tcpReference } from './hostile-references.ts'

test.each([
  ['Modbus/TCP', tcpReference],
  ['RTU', rtuReference],
])(
  'faults 6, 7, 8, 12: %s answers spoilt at random never give a wrong value, and the next but one poll is good',
  async (_name, reference) => {
    const device = createHostileDevice(reference)
    const good = { isWrong: false, isMalformedAccepted: false, isCrash: false }
    await fc.assert(
      fc.asyncProperty(hostileCase, async (one) => {
        const { pollsToGood, isSilence, ...outcome } = await device.play(one)
        expect(outcome).toEqual(good)
        expect(pollsToGood).toBeLessThanOrEqual(isSilence ? 5 : 2)
      }),
      { numRuns: 1_500, endOnFailure: true },
    )
  },
  30_000,
)
