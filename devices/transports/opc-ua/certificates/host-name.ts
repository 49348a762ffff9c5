import type { X509Certificate } from 'node:crypto'

/** Hosts and addresses a certificate is made for (subjectAltName). */
export function namesOf({ subjectAltName }: X509Certificate): string[] {
  return [...(subjectAltName ?? '').matchAll(/(?:DNS|IP Address):"?([^,"]+)/g)].map(([, name = '']) => name)
}

/**
 * Whether a certificate names the host of an endpoint. The subject's common name does not count; an address given as if
 * it were a host name does, because many OPC UA products write it so.
 */
export function serves(certificate: X509Certificate, endpoint: string): boolean {
  const host = hostOf(endpoint)
  if (namesOf(certificate).includes(host)) return true
  return certificate.checkHost(host, { subject: 'never' }) !== undefined || certificate.checkIP(host) !== undefined
}

function hostOf(endpoint: string): string {
  const host = URL.parse(endpoint.replace(/^[a-z.]+:/, 'http:'))?.hostname ?? ''
  return host.replace(/^\[(.*)\]$/, '$1')
}
