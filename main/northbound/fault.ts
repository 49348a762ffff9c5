import type { NorthboundConfig } from '../../domain/site.ts'

/** Why a server could not start, and what helps; a sentence each. */
export interface StartFault {
  what: string
  remedy: string
}

/** What an error of the system means for the server of one section of the site file. */
export function startFault(
  error: unknown,
  section: keyof NorthboundConfig,
  { host, port }: { host: string; port: number },
): StartFault {
  const setting = (name: string) => `northbound.${section}.${name} of the site file`
  const { code = '', path = '', message = String(error) } = (error ?? {}) as Partial<NodeJS.ErrnoException>
  if (path !== '') {
    const remedy =
      section === 'modbus'
        ? `Put it there, or correct its name (${setting('tls')}).`
        : 'Give the engine the right to write into its data folder.'
    return { what: `The file ${path} could not be used (${code}).`, remedy }
  }
  switch (code) {
    case 'EADDRINUSE':
      return {
        what: `Port ${port} is in use by another program.`,
        remedy: `End that program, or choose another port (${setting('port')}).`,
      }
    case 'EACCES':
      return {
        what: `Port ${port} is not permitted: ports below 1024 need a right of their own.`,
        remedy: `Choose a higher port (${setting('port')}), or give the engine CAP_NET_BIND_SERVICE (Linux).`,
      }
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        what: `${host} is no address of this machine.`,
        remedy: `Correct it, or use 127.0.0.1 or 0.0.0.0 (${setting('host')}).`,
      }
    default:
      return { what: `It could not start: ${message}.`, remedy: `Look at northbound.${section} of the site file.` }
  }
}
