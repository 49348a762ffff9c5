import { expect, test } from 'vitest'
import { killAndLook } from './rounds.ts'

/** Half of them at a time. The long run asks for 1,000. */
const kills = Number(process.env['KILLS'] ?? 200)

test(
  'fault 28: killed at random instants, nothing that was acknowledged is lost, and the files are whole',
  async () => {
    const lanes = await Promise.all([killAndLook(Math.ceil(kills / 2)), killAndLook(Math.floor(kills / 2))])
    for (const { scans, lost, faults } of lanes) {
      expect(scans).toBeGreaterThan(0)
      expect({ lost, faults }).toEqual({ lost: 0, faults: [] })
    }
  },
  kills * 5_000,
)
