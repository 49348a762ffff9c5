// A process of its own: an OPC UA server whose nodes all change every 250 ms. Prints its endpoint as one JSON line.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DataType, MessageSecurityMode, SecurityPolicy, setErrorLogger, setWarningLogger } from 'node-opcua-client'
import { OPCUACertificateManager } from 'node-opcua-certificate-manager'
import { OPCUAServer } from 'node-opcua-server'

const nodes = Number(process.argv[2])
const everyMs = Number(process.argv[3])
for (const setLogger of [setErrorLogger, setWarningLogger]) setLogger(() => {})
const certificates = (part: string) =>
  new OPCUACertificateManager({ rootFolder: join(mkdtempSync(join(tmpdir(), 'bench-opc-ua-')), part) })

const server = new OPCUAServer({
  host: '127.0.0.1',
  hostname: '127.0.0.1',
  port: 0,
  serverCertificateManager: certificates('server'),
  userCertificateManager: certificates('user'),
  securityModes: [MessageSecurityMode.None],
  securityPolicies: [SecurityPolicy.None],
  disableDiscovery: true,
})
await server.initialize()
const space = server.engine.addressSpace
const namespace = space?.registerNamespace('urn:bench')
if (!space || !namespace) throw new Error('no address space')
const variables = Array.from({ length: nodes }, (_, i) =>
  namespace.addVariable({
    browseName: `N${i}`,
    nodeId: `s=N${i}`,
    dataType: 'Double',
    minimumSamplingInterval: 0,
    organizedBy: space.rootFolder.objects,
  }),
)
let turn = 0
setInterval(() => {
  turn += 1
  for (const variable of variables) variable.setValueFromSource({ dataType: DataType.Double, value: turn })
}, everyMs)
await server.start()
console.log(JSON.stringify({ endpoint: `opc.tcp://127.0.0.1:${server.endpoints[0]?.port}` }))
