import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getBytes, hexlify, type InterfaceAbi } from 'ethers'
import { root } from '../forge.ts'

type Places = Record<string, { start: number; length: number }[]>

/** A compiled contract: interface, creation code, and the code that will stand on the chain. */
export interface Artifact {
  abi: InterfaceAbi
  bytecode: { object: string }
  deployedBytecode: { object: string; immutableReferences?: Places }
}

/**
 * What forge built under a name.
 * @throws Error when it was not built
 */
export function artifactOf(name: string): Artifact {
  return JSON.parse(readFileSync(join(root, 'dist/solidity/out', `${name}.sol`, `${name}.json`), 'utf8')) as Artifact
}

/** Whether code on the chain is what was built; the places of immutable values, set by the constructor, are left out. */
export function isCodeOf({ deployedBytecode }: Artifact, code: string): boolean {
  const places = Object.values(deployedBytecode.immutableReferences ?? {}).flat()
  const blank = (hex: string) => {
    const bytes = getBytes(hex)
    for (const { start, length } of places) bytes.fill(0, start, start + length)
    return hexlify(bytes)
  }
  return blank(code) === blank(deployedBytecode.object)
}
