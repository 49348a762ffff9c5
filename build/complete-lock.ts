// A lock written while some foreign-platform packages are missing from the registry leaves them out, and `npm ci`
// then refuses it. This adds the missing entries; run it after every change of dependencies (`npm run complete-lock`).
import { readFileSync, writeFileSync } from 'node:fs'

type Entry = {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}
type Lock = { packages: Record<string, Entry> }

const platforms = ['darwin', 'win32', 'linux', 'freebsd', 'openbsd', 'netbsd', 'sunos', 'aix', 'android', 'openharmony']
const processors = [
  'x64',
  'arm64',
  'arm',
  'ia32',
  'ppc64',
  'ppc64le',
  'riscv64',
  's390x',
  'loong64',
  'mips64el',
  'wasm32',
]

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock
let added = 0

for (const [path, entry] of Object.entries({ ...lock.packages }))
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {}))
    if (!isLocked(path, name)) add(name, range, entry)

lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} entries added`)

function isLocked(path: string, name: string): boolean {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]) return true
    if (at === '' || !at.includes('node_modules')) return false
  }
}

function add(name: string, range: string, parent: Entry): void {
  const tokens = name.split(/[/-]/)
  const os = platforms.filter((p) => tokens.includes(p))
  const cpu = processors.filter((p) => tokens.includes(p))
  if (os.includes(process.platform) && cpu.includes(process.arch) && !tokens.includes('musl'))
    throw new Error(`${name} is for this machine and yet missing from the lock: install it first`)
  lock.packages[`node_modules/${name}`] = {
    version: range.replace(/^[^\d]*/, ''),
    ...(cpu.length > 0 && { cpu }),
    ...(parent.dev && { dev: true }),
    ...(tokens.includes('musl') && { libc: ['musl'] }),
    optional: true,
    ...(os.length > 0 && { os }),
  }
  added++
}
