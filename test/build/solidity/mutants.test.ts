import { expect, test } from 'vitest'
import { mutantsOf } from '../../../build/solidity/mutants.ts'

const source = `import {A} from "./A.sol";
/// @notice a + b
function f(uint256 a) returns (uint256) {
    if (a < 10) revert Small();
    return a * 3 + Math.min(a, 1_000);
}`

test('each operator, number and guard of code is changed once, comments and imports never', () => {
  expect(mutantsOf(source).map(({ line, from, to }) => `${line}: ${from.trim()} -> ${to.trim()}`)).toEqual([
    '4: if (a < 10) revert -> if (false && (a < 10)) revert',
    '4: < -> <=',
    '4: 10 -> 11',
    '5: + -> -',
    '5: * -> /',
    '5: Math.min( -> Math.max(',
    '5: 3 -> 4',
    '5: 1_000 -> 1001',
  ])
})

test('a mutant is the source with one place changed', () => {
  const changed = mutantsOf(source).find(({ from }) => from === ' * ')
  expect(changed?.text).toBe(source.replace(' * ', ' / '))
})
