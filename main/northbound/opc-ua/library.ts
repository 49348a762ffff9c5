import type { OPCUAServer } from 'node-opcua-server'

/** What our server uses of the library. */
export type OpcUa = Awaited<ReturnType<typeof loadOpcUaServer>>
/** The nodes of a server. */
export type AddressSpace = NonNullable<OPCUAServer['engine']['addressSpace']>

/** Loads the library, which blocks for the better part of a second: only where the site file asks for the server. */
export async function loadOpcUaServer() {
  const [server, client, certificates] = await Promise.all([
    import('node-opcua-server'),
    import('node-opcua-client'),
    import('node-opcua-certificate-manager'),
  ])
  // it writes to the console by itself; what matters arrives as an error
  for (const setLogger of [client.setErrorLogger, client.setWarningLogger, client.setDebugLogger]) setLogger(() => {})
  return {
    OPCUAServer: server.OPCUAServer,
    RegisterServerMethod: server.RegisterServerMethod,
    OPCUACertificateManager: certificates.OPCUACertificateManager,
    DataType: client.DataType,
    DataValue: client.DataValue,
    MessageSecurityMode: client.MessageSecurityMode,
    SecurityPolicy: client.SecurityPolicy,
    StatusCodes: client.StatusCodes,
    coerceNodeId: client.coerceNodeId,
  }
}
