import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DataType,
  DataValue,
  MessageSecurityMode,
  SecurityPolicy,
  type StatusCode,
  StatusCodes,
  Variant,
} from 'node-opcua-client'
import { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import { OPCUAServer } from 'node-opcua-server'

/** A small OPC UA device with behaviour. */
export interface FakeOpcUa {
  endpoint: string
  /** Values by node name. */
  values: Record<string, number | string>
  status: Record<string, StatusCode>
  /** Writes received, oldest first. */
  writes: [node: string, value: number][]
  /** What a write does; by default it is taken. */
  accept: boolean
  /** Secure channels open now. */
  connections(): number
  stop(): Promise<void>
  /** Starts again on the same port, as after a reboot. */
  restart(): Promise<void>
}

/** Starts an OPC UA server on a port of this machine with the nodes named in `values`, numbers as Double. */
export async function startFakeOpcUa(values: FakeOpcUa['values']): Promise<FakeOpcUa> {
  const pki = mkdtempSync(join(tmpdir(), 'fake-opc-ua-'))
  let port = 0
  let server: OPCUAServer
  const fake: FakeOpcUa = {
    endpoint: '',
    values,
    status: {},
    writes: [],
    accept: true,
    connections: () => server.endpoints.reduce((sum, one) => sum + one.currentChannelCount, 0),
    async stop() {
      await server.shutdown(0)
      rmSync(pki, { recursive: true, force: true })
    },
    async restart() {
      await server.shutdown(0)
      await start()
    },
  }

  async function start(): Promise<void> {
    server = new OPCUAServer({
      host: '127.0.0.1',
      hostname: '127.0.0.1',
      port,
      resourcePath: '/device',
      serverCertificateManager: new OPCUACertificateManager({ rootFolder: join(pki, 'server') }),
      userCertificateManager: new OPCUACertificateManager({ rootFolder: join(pki, 'user') }),
      securityModes: [MessageSecurityMode.None],
      securityPolicies: [SecurityPolicy.None],
      disableDiscovery: true,
    })
    await server.initialize()
    const space = server.engine.addressSpace
    if (!space) throw new Error('no address space')
    const namespace = space.registerNamespace('urn:test:device')
    for (const [name, first] of Object.entries(values)) {
      const dataType = typeof first === 'number' ? 'Double' : 'String'
      const variable = namespace.addVariable({
        browseName: name,
        nodeId: `s=${name}`,
        dataType,
        minimumSamplingInterval: 50,
        organizedBy: space.rootFolder.objects,
      })
      const read = () => new Variant({ dataType: DataType[dataType], value: fake.values[name] })
      variable.bindVariable(
        {
          timestamped_get: (callback) =>
            callback(
              null,
              new DataValue({
                value: read(),
                statusCode: fake.status[name] ?? StatusCodes.Good,
                sourceTimestamp: new Date(),
              }),
            ),
          timestamped_set: (written, callback) => {
            fake.writes.push([name, Number(written.value.value)])
            if (fake.accept) fake.values[name] = Number(written.value.value)
            callback(null, StatusCodes.Good)
          },
        },
        true,
      )
    }
    await server.start()
    port = server.endpoints[0]?.port ?? port
    fake.endpoint = `opc.tcp://127.0.0.1:${port}/device`
  }

  await start()
  return fake
}
