// npm run package: the desktop app as a folder that runs, in dist/package. With ELECTRON_OVERRIDE_DIST_PATH that Electron
// is packed, otherwise the one of package.json is fetched.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Configuration } from 'electron-builder'
import { parse } from 'yaml'
import { bundle } from './bundle.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** First major version with a fuse for the privileges of `file:` pages. */
const hasFileFuse = 29

await bundle()
await build({ projectDir: root, dir: true, publish: null, config: configFile() })
console.log('The app lies in dist/package.')

/** electron-builder.yml, or a variant of it for an Electron that is given: packed as it is, and maybe without the newest fuse. */
function configFile(): string {
  const file = join(root, 'electron-builder.yml')
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (!folder || !existsSync(join(folder, 'version'))) return file
  const config = parse(readFileSync(file, 'utf8')) as Configuration
  const electronVersion = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '')
  const { grantFileProtocolExtraPrivileges: _newest, ...olderFuses } = config.electronFuses ?? {}
  const isOld = Number.parseInt(electronVersion, 10) < hasFileFuse
  const variant = { ...config, electronDist: folder, electronVersion, ...(isOld && { electronFuses: olderFuses }) }
  writeFileSync(join(root, 'dist', 'electron-builder.json'), JSON.stringify(variant, null, 2))
  return join(root, 'dist', 'electron-builder.json')
}
