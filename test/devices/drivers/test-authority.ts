import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Why tests with an authority are left out here; `undefined` when they run. */
export const withoutOpenssl = spawnSync('openssl', ['version']).status === 0 ? undefined : 'openssl is not here'

/** Files of a certificate and its key, PEM. */
export interface Issued {
  certificateFile: string
  privateKeyFile: string
}

/** An authority that signs certificates of OPC UA servers. */
export interface TestAuthority {
  /** A certificate for a server; `names` are subjectAltNames such as `DNS:box,IP:10.0.0.1`. */
  issue(name: string, options: { uri: string; names: string; days?: number }): Issued
  revoke(issued: Issued): void
  /** Puts its certificate and its newest revocation list into a folder of certificates. */
  putInto(pki: string, store: 'trusted' | 'issuers', parts?: { list: boolean }): void
}

/** Makes an authority in a folder of its own. */
export function createAuthority(folder: string, name = 'Test authority'): TestAuthority {
  mkdirSync(folder, { recursive: true })
  const file = (one: string) => join(folder, one)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const key = ['-newkey', 'rsa:2048', '-nodes']
  writeFileSync(file('index.txt'), '')
  writeFileSync(file('serial'), '1000\n')
  writeFileSync(file('number'), '01\n')
  writeFileSync(
    file('ca.cnf'),
    [
      '[ca]\ndefault_ca=one\n[one]\ndatabase=index.txt\nserial=serial\ncrlnumber=number\nnew_certs_dir=.\npolicy=any',
      'default_md=sha256\ndefault_days=30\ndefault_crl_days=30\ncertificate=ca.pem\nprivate_key=ca.key\nunique_subject=no',
      'copy_extensions=copy\n[any]\ncommonName=supplied\n[req]\ndistinguished_name=dn\nprompt=no\n[dn]\nCN=x',
      '[authority]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash',
      'authorityKeyIdentifier=keyid\n[list]\nauthorityKeyIdentifier=keyid',
      '[server]\nbasicConstraints=critical,CA:FALSE\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid',
      'keyUsage=critical,digitalSignature,nonRepudiation,keyEncipherment,dataEncipherment\nextendedKeyUsage=serverAuth',
    ].join('\n'),
  )
  const request = ['-config', 'ca.cnf', '-keyout']
  openssl(
    'req',
    '-x509',
    ...key,
    ...request,
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    `/CN=${name}`,
    '-extensions',
    'authority',
    '-days',
    '30',
  )
  return {
    issue(one, { uri, names, days = 10 }) {
      const san = `subjectAltName=URI:${uri},${names}`
      openssl('req', ...key, ...request, `${one}.key`, '-out', `${one}.csr`, '-subj', `/CN=${one}`, '-addext', san)
      const until =
        days > 0 ? ['-days', String(days)] : ['-startdate', '20200101000000Z', '-enddate', '20210101000000Z']
      openssl(
        'ca',
        '-batch',
        '-notext',
        '-config',
        'ca.cnf',
        '-extensions',
        'server',
        '-in',
        `${one}.csr`,
        '-out',
        `${one}.pem`,
        ...until,
      )
      return { certificateFile: file(`${one}.pem`), privateKeyFile: file(`${one}.key`) }
    },
    revoke: ({ certificateFile }) => void openssl('ca', '-config', 'ca.cnf', '-revoke', certificateFile),
    putInto(pki, store, { list } = { list: true }) {
      for (const part of ['certs', 'crl']) mkdirSync(join(pki, store, part), { recursive: true })
      copyFileSync(file('ca.pem'), join(pki, store, 'certs', 'authority.pem'))
      if (!list) return
      openssl('ca', '-gencrl', '-config', 'ca.cnf', '-crlexts', 'list', '-out', 'list.pem')
      copyFileSync(file('list.pem'), join(pki, store, 'crl', 'authority.crl'))
    },
  }
}
