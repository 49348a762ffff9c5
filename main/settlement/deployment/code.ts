import { existsSync, readFileSync } from 'node:fs'
import { getBytes, keccak256 } from 'ethers'
import { z } from 'zod'

const hexText = z.string().regex(/^0x([0-9a-f]{2})*$/)
/** Code of a contract as `npm run generate` writes it. */
const codeShape = z.strictObject({
  deployed: z.strictObject({
    bytes: z.number().int(),
    /** Keccak-256 of the code with the places below set to zero. */
    hash: hexText,
    /** Places that the constructor fills. */
    immutable: z.array(z.strictObject({ start: z.number().int(), length: z.number().int() })),
  }),
  creation: hexText,
})
/** Code of a contract: what deploys it, and what must then stand on the chain. */
export type ContractCode = z.infer<typeof codeShape>

/** Beside the bundled engine, or where the sources lie. */
const folders = [new URL('contract-code/', import.meta.url), new URL('../../../contracts/code/', import.meta.url)]
const known = new Map<string, ContractCode>()

/**
 * Code of a contract by its name.
 * @throws Error when there is none
 */
export function codeOf(name: string): ContractCode {
  const found = known.get(name)
  if (found) return found
  const file = folders.map((folder) => new URL(`${name}.json`, folder)).find((url) => existsSync(url))
  if (!file) throw new Error(`there is no code of ${name}`)
  const code = codeShape.parse(JSON.parse(readFileSync(file, 'utf8')))
  known.set(name, code)
  return code
}

/** Whether code on the chain is what was built; the places of immutable values, set by the constructor, are left out. */
export function isCodeOf({ deployed }: ContractCode, onChain: string): boolean {
  const bytes = getBytes(onChain)
  for (const { start, length } of deployed.immutable) bytes.fill(0, start, start + length)
  return bytes.length === deployed.bytes && keccak256(bytes) === deployed.hash
}
