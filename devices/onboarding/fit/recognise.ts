import type { Clock } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { ScanStep } from '../../../domain/rpc/field/field.ts'
import type { Definitions } from '../../load-definitions.ts'
import { readIdentity } from '../../sunspec/common.ts'
import { discover, type FoundModel } from '../../sunspec/discover.ts'
import { loadModels } from '../../sunspec/load-models.ts'
import { readIdentification } from '../../transports/modbus/identification.ts'
import type { UnitLine } from '../../transports/modbus/line.ts'
import { ranked, tryAll } from './proposals.ts'
import { createReads, findUnit, holdingOf, type UnitReads } from './reads.ts'

/** Who answers at a place, and the definitions that fit. */
export type Recognised = Pick<
  Extract<ScanStep, { type: 'found' }>,
  'maker' | 'model' | 'serial' | 'detail' | 'latencyMs' | 'proposals'
>

interface Identity {
  maker: string
  model: string
  serial: string
  detail: string
  sunSpec: readonly FoundModel[]
}

const nobody: Identity = { maker: '', model: '', serial: '', detail: '', sunSpec: [] }
const nameless = 'answers, but does not say who it is'

/**
 * Finds out who a unit is: SunSpec map, definitions that read well, identification (43/14); reads only. The
 * identification comes last, and not to a unit in use: some units fall silent over a function they don't know.
 * @throws PowerchainError when nobody answers
 */
export async function recognise(options: {
  line: UnitLine
  definitions: Definitions
  isInUse: boolean
  clock: Clock
}): Promise<Recognised> {
  const { line, definitions, isInUse, clock } = options
  const reads = createReads(line)
  const beganMs = clock.monotonicMs()
  await findUnit(reads)
  const latencyMs = Math.round(clock.monotonicMs() - beganMs)
  const mapped = await unlessSilent(() => sunSpecIdentity(reads), nobody)
  const tried = await tryAll(definitions, { reads, sunSpec: mapped.sunSpec })
  const isSaid = mapped.sunSpec.length > 0 || isInUse
  const said = isSaid ? mapped : await unlessSilent(async () => identified(await readIdentification(line)), nobody)
  const { proposals, serial } = ranked(tried, said)
  const { maker, model, detail } = said
  return { maker, model, serial: said.serial || serial, detail: detail || nameless, latencyMs, proposals }
}

async function sunSpecIdentity(reads: UnitReads): Promise<Identity> {
  const { models } = await discover(holdingOf(reads), loadModels())
  const detail = `SunSpec ${models.map(({ id }) => id).join(' ')}`
  return { ...(await readIdentity(models, holdingOf(reads))), detail, sunSpec: models }
}

/** Objects of function 43/14 by their names in the standard. */
function identified(texts: Record<string, string>): Identity {
  const { vendorName: maker = '', productName, modelName, productCode } = texts
  const model = [productName, modelName, productCode].find(Boolean) ?? ''
  const detail = Object.entries(texts).map(([name, text]) => `${name} ${text}`)
  return { ...nobody, maker, model, detail: detail.join(', ') }
}

/** What was asked; the fallback for a unit that has no such thing, or that no longer answers: it was found all the same. */
async function unlessSilent<T>(ask: () => Promise<T>, fallback: T): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof PowerchainError) return fallback
    throw error
  }
}
