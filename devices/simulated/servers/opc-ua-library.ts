import type { OPCUAServer } from 'node-opcua-server'

/** The nodes of a server. */
export type AddressSpace = NonNullable<OPCUAServer['engine']['addressSpace']>

/** A namespace of a server's address space, as far as nodes are added to it. */
export type Namespace = Pick<ReturnType<AddressSpace['getNamespace']>, 'addVariable'>
/** The folder that every client finds first. */
export type ObjectsFolder = AddressSpace['rootFolder']['objects']
/** A variable node. */
export type UaVariable = ReturnType<Namespace['addVariable']>
/** What the simulated servers use of the library. */
export type OpcUa = Awaited<ReturnType<typeof loadOpcUa>>

/** Loads the library when the first OPC UA device needs it: half a second that a site without one does not spend. */
export async function loadOpcUa() {
  const [server, client, certificates] = await Promise.all([
    import('node-opcua-server'),
    import('node-opcua-client'),
    import('node-opcua-certificate-manager'),
  ])
  // it writes to the console by itself; what matters arrives as an error
  for (const setLogger of [client.setErrorLogger, client.setWarningLogger, client.setDebugLogger]) setLogger(() => {})
  return {
    OPCUAServer: server.OPCUAServer,
    OPCUACertificateManager: certificates.OPCUACertificateManager,
    DataType: client.DataType,
    MessageSecurityMode: client.MessageSecurityMode,
    SecurityPolicy: client.SecurityPolicy,
    StatusCodes: client.StatusCodes,
    Variant: client.Variant,
  }
}
