/** Certificates of OPC UA links: which wait for a decision, which are trusted, which is ours. */
export function CertificatesTab() {
  return null
}
