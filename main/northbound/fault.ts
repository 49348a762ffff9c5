import type { NorthboundConfig } from '../../domain/site.ts'

/** Why a server could not start, and what helps; `field` is its section in the site file. */
export function startFault(
  error: unknown,
  field: keyof NorthboundConfig,
  config: { host: string; port: number },
): string {
  const { host, port } = config
  const setting = (name: string) => `northbound.${field}.${name} of the site file`
  const { code = '', path = '', message = String(error) } = (error ?? {}) as Partial<NodeJS.ErrnoException>
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use by another program: end that program, or choose another port (${setting('port')}).`
    case 'EACCES':
      if (path !== '') break
      return (
        `Port ${port} is not permitted: ports below 1024 need a right of their own. Choose a higher port ` +
        `(${setting('port')}), or give the engine the right (Linux: CAP_NET_BIND_SERVICE).`
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is no address of this machine: correct it, or use 127.0.0.1 or 0.0.0.0 (${setting('host')}).`
    default:
  }
  return path === '' ? `It could not start: ${message}` : `The file ${path} could not be read (${code}).`
}
