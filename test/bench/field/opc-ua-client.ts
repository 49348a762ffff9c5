// A process of its own: watches all nodes of the bench's server, `ours` through the driver, `bare` with nothing but the
// library. Prints what arrived in the measured time and what it cost as one JSON line.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { AttributeIds, OPCUAClient, setErrorLogger, setWarningLogger, TimestampsToReturn } from 'node-opcua-client'
import { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import type { OpcUaDefinition } from '../../../devices/definition.ts'
import { openOpcUa } from '../../../devices/drivers/opc-ua.ts'
import type { Reading } from '../../../domain/reading.ts'
import { systemClock as clock } from '../../../main/clock.ts'

const [kind, endpoint = '', nodes] = process.argv.slice(2)
const names = Array.from({ length: Number(nodes) }, (_, i) => `N${i}`)
const pkiFolder = join(mkdtempSync(join(tmpdir(), 'bench-opc-ua-')), 'pki')
const [warmUpMs, measuredMs] = [4_000, 12_000]
for (const setLogger of [setErrorLogger, setWarningLogger]) setLogger(() => {})

/** Counts the server's turns seen of each node: it numbers them, so a missing one shows. */
const seen = { first: new Float64Array(names.length), last: new Float64Array(names.length), count: 0 }
const table = new Map<string, Reading>()
let isMeasured = false

function count(index: number, turn: number): void {
  if (!isMeasured || turn === seen.last[index]) return
  if (seen.first[index] === 0) seen.first[index] = turn
  seen.last[index] = turn
  seen.count += 1
}

async function ours(): Promise<void> {
  const points = Object.fromEntries(
    names.map((name) => [
      name,
      { node: `nsu=urn:bench;s=${name}`, scale: 1, offset: 0, frame: 'generator', poll: 'fast', plausible: [0, 1e9] },
    ]),
  )
  const definition = { protocol: 'opcUa', id: 'bench/nodes', points } as unknown as OpcUaDefinition
  const indices = new Map(names.map((name, i) => [name, i]))
  const open = openOpcUa({ definition, endpoint, security: 'none', pkiFolder, periods: { fast: 0, slow: 0 }, clock })
  const session = await open(
    {
      readings(batch) {
        for (const [name, reading] of Object.entries(batch)) {
          table.set(name, reading)
          count(indices.get(name) ?? 0, reading.value ?? 0)
        }
      },
      answered: () => {},
      unanswered: () => {},
      damaged: () => {},
      remark: () => {},
      lost(reason) {
        throw new Error(reason)
      },
    },
    new AbortController().signal,
  )
  session.startReading()
}

async function bare(): Promise<void> {
  const client = OPCUAClient.create({
    endpointMustExist: false,
    clientCertificateManager: new OPCUACertificateManager({ rootFolder: pkiFolder }),
  })
  await client.connect(endpoint)
  const session = await client.createSession()
  const subscription = await session.createSubscription2({
    requestedPublishingInterval: 100,
    requestedMaxKeepAliveCount: 5,
    requestedLifetimeCount: 300,
    publishingEnabled: true,
  })
  const namespaces = await session.readNamespaceArray()
  const namespace = namespaces.indexOf('urn:bench')
  for (let at = 0; at < names.length; at += 1_000) {
    const group = await subscription.monitorItems(
      names
        .slice(at, at + 1_000)
        .map((name) => ({ nodeId: `ns=${namespace};s=${name}`, attributeId: AttributeIds.Value })),
      { samplingInterval: 0, queueSize: 10, discardOldest: true },
      TimestampsToReturn.Both,
    )
    group.on('changed', (_item, value, index) => count(at + index, value.value.value as number))
  }
}

await (kind === 'ours' ? ours() : bare())
await pause(warmUpMs)
isMeasured = true
const before = process.cpuUsage()
await pause(measuredMs)
const { user, system } = process.cpuUsage(before)
isMeasured = false
const expected = names.reduce((sum, _, i) => sum + (seen.last[i] ?? 0) - (seen.first[i] ?? 0) + 1, 0)
console.log(
  JSON.stringify({ received: seen.count, expected, cpuMs: (user + system) / 1_000, seconds: measuredMs / 1_000 }),
)
process.exit(0)
