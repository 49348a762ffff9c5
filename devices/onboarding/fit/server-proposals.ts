import type { Clock } from '../../../domain/clock.ts'
import type { Proposal } from '../../../domain/rpc/field/field.ts'
import type { PointName } from '../../../domain/points.ts'
import type { OpcUaDefinition } from '../../definition.ts'
import { OpcUaValues } from '../../drivers/opc-ua-values.ts'
import type { Definitions } from '../../load-definitions.ts'
import { connectOpcUa, type OpcUaTarget } from '../../transports/opc-ua/connect.ts'
import type { OpcUaLink } from '../../transports/opc-ua/link.ts'
import { readNodes } from '../../probe/sources/read-nodes.ts'
import { mentionOf, namingOf, type Naming } from './named.ts'
import type { Offer } from '../scan/offer.ts'

/** What a session of a server tells of it. */
export interface Inside {
  maker: string
  model: string
  serial: string
  detail: string
  proposals: Proposal[]
}

// OPC UA part 5, section 12.8: BuildInfo of Server_ServerStatus
const buildInfo = { model: 'ns=0;i=2261', maker: 'ns=0;i=2263', version: 'ns=0;i=2264' }
/** A name is a hint: it says what the software is, not what it is configured for. */
const nameFits = { maker: 0.3, model: 0.6, both: 0.8 }
const nodeFits: Record<Naming, number> = { model: 1, maker: 0.95, unsaid: 0.9, other: 0.8 }
const leastFit = 0.1

/** Definitions that a server's own name speaks for, the best first. */
export function proposeByName({ applicationName, applicationUri, productUri }: Offer, all: Definitions): Proposal[] {
  const text = [applicationName, applicationUri, productUri].join(' ')
  const because = `the server calls itself ${applicationName || applicationUri}`
  return opcUaIn(all)
    .flatMap((definition) => {
      const mention = mentionOf(definition, text)
      return mention ? [{ definition: definition.id, fit: nameFits[mention], because }] : []
    })
    .sort((a, b) => b.fit - a.fit)
}

/**
 * Reads in a session what the server says of its software, and which nodes of each definition it has.
 * @throws PowerchainError as {@link connectOpcUa}
 */
export async function lookInside(options: {
  target: OpcUaTarget
  definitions: Definitions
  clock: Clock
  signal: AbortSignal
}): Promise<Inside> {
  const { target, definitions, clock, signal } = options
  const link = await connectOpcUa({ ...target, clock, signal, onLost: () => {} })
  const leave = () => void link.close()
  signal.addEventListener('abort', leave)
  try {
    const [model = '', maker = '', version = ''] = await textsOf(link, [
      buildInfo.model,
      buildInfo.maker,
      buildInfo.version,
    ])
    const tried = []
    for (const definition of opcUaIn(definitions)) tried.push(await tryNodes(definition, { link, maker, model, clock }))
    const proposals = tried.filter(({ fit }) => fit >= leastFit).sort((a, b) => b.fit - a.fit)
    const best = opcUaIn(definitions).find(({ id }) => id === proposals[0]?.definition)
    const [serial = ''] = best?.identity ? await textsOf(link, [best.identity.node]) : []
    return { maker, model, serial, detail: version && `version ${version}`, proposals }
  } finally {
    signal.removeEventListener('abort', leave)
    await link.close()
  }
}

async function tryNodes(
  definition: OpcUaDefinition,
  { link, maker, model, clock }: { link: OpcUaLink; maker: string; model: string; clock: Clock },
): Promise<Proposal> {
  const points = Object.entries(definition.points) as [PointName, OpcUaDefinition['points'][PointName] & object][]
  const answers = await readNodes(
    link,
    points.map(([, { node }]) => node),
  )
  const values = new OpcUaValues({ clock })
  const good = points.filter(([name, point], i) => {
    const answer = answers[i]
    return answer !== undefined && values.take(name, point, answer).quality === 'good'
  })
  const fit = (nodeFits[namingOf(definition, { maker, model })] * good.length) / Math.max(1, points.length)
  const because = `the server has ${good.length} of ${points.length} points with good values`
  return { definition: definition.id, fit: Math.round(fit * 100) / 100, because }
}

/** Values of nodes as texts; empty for what is not there. */
async function textsOf(link: OpcUaLink, nodes: string[]): Promise<string[]> {
  const answers = await readNodes(link, nodes)
  return answers.map((answer) => {
    const value: unknown = answer?.value.value
    return typeof value === 'string' ? value.trim() : ''
  })
}

function opcUaIn(definitions: Definitions): OpcUaDefinition[] {
  return [...definitions.values()].filter((definition) => definition.protocol === 'opcUa')
}
