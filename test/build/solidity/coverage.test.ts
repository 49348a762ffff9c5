import { expect, test } from 'vitest'
import { reachedBy, sharePct } from '../../../build/solidity/coverage.ts'

const lcov = `TN:
SF:contracts/vault/EscrowVault.sol
DA:10,3
DA:11,0
BRDA:10,0,0,2
BRDA:10,0,1,-
end_of_record
SF:test/contracts/base/Checks.sol
DA:1,0
end_of_record
SF:contracts/maths/Reward.sol
DA:5,1
DA:6,1
end_of_record
`

test('our sources count, tests do not; branches that were never evaluated are missed', () => {
  const files = reachedBy(lcov)
  expect(files).toEqual([
    { path: 'contracts/maths/Reward.sol', lines: [2, 2], branches: [0, 0], missed: [] },
    { path: 'contracts/vault/EscrowVault.sol', lines: [1, 2], branches: [1, 2], missed: [11] },
  ])
  expect(sharePct(files, 'lines')).toBe(75)
  expect(sharePct(files, 'branches')).toBe(50)
  expect(sharePct([], 'lines')).toBe(100)
})
