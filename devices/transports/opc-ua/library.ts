import type * as library from 'node-opcua-client'

/** The OPC UA library as loaded. */
export type OpcUaLibrary = typeof library

/**
 * Loads the OPC UA library on first use (it takes a third of a second, which a site without OPC UA need not wait) and
 * keeps it from writing to the console: what matters arrives as an error or an event.
 */
export async function loadOpcUa(): Promise<OpcUaLibrary> {
  const loaded = await import('node-opcua-client')
  for (const setLogger of [loaded.setErrorLogger, loaded.setWarningLogger, loaded.setDebugLogger]) setLogger(ignore)
  return loaded
}

function ignore(): void {}
