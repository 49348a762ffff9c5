import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../build/solidity/forge.ts'

/** Forge refuses a function without a row; that every contract has rows at all is seen here. */
test('every contract that is deployed stands in the role matrix', () => {
  const contracts = globSync('contracts/abi/*.ts', { cwd: root }).map((path) => basename(path, '.ts'))
  const tests = globSync('test/contracts/roles/*.t.sol', { cwd: root }).map((path) =>
    readFileSync(join(root, path), 'utf8'),
  )
  const finished = tests.flatMap((text) => [...text.matchAll(/_finish\("(\w+)"\)/g)].map((match) => match[1]))
  expect(finished.toSorted()).toEqual(contracts.toSorted())
})
