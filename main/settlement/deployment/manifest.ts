import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { PowerchainError } from '../../../domain/errors.ts'

const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/, '0x and 40 hexadecimal digits')
const bytes32 = z.string().regex(/^0x[0-9a-f]{64}$/, '0x and 64 hexadecimal digits')

/** Where one contract stands. */
const deployedShape = z.strictObject({
  address,
  /** Keccak-256 of the code on the chain. */
  codeHash: bytes32,
  abiHash: bytes32,
  /** Block in which it was deployed; 0 = it stood there before. */
  block: z.number().int().nonnegative(),
  /** Arguments of its constructor, encoded. */
  args: z.string().regex(/^0x[0-9a-f]*$/),
})
/** Where one contract stands. */
export type Deployed = z.infer<typeof deployedShape>

/** Everything an engine has to know of a network before it believes or sends anything: `deploy/<chain id>.json`. */
export const manifestShape = z.strictObject({
  chainId: z.number().int().positive(),
  genesisHash: bytes32,
  contracts: z.record(z.string(), deployedShape),
})
/** Everything an engine has to know of a network. */
export type DeploymentManifest = z.infer<typeof manifestShape>

/**
 * The manifest of a file.
 * @throws PowerchainError `Config.NotFound`, `Config.Invalid`
 */
export function readManifest(file: string): DeploymentManifest {
  try {
    return manifestShape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new PowerchainError('Config.NotFound', `${file}: there is no such manifest of contracts.`, { cause: error })
    throw new PowerchainError('Config.Invalid', `${file}: this is no manifest of contracts.`, { cause: error })
  }
}

/** Who rules appeals in disputes: the fifth argument of the desk's constructor. */
export function secondArbiterOf({ contracts }: DeploymentManifest): string | undefined {
  const [word, address] = [64, 40]
  const end = '0x'.length + 5 * word
  const args = contracts['DisputeDesk']?.args ?? ''
  return args.length < end ? undefined : `0x${args.slice(end - address, end)}`
}

/** Hash of the code of each contract, by address. */
export function codeHashesOf({ contracts }: DeploymentManifest): Record<string, string> {
  return Object.fromEntries(Object.values(contracts).map(({ address, codeHash }) => [address, codeHash]))
}
