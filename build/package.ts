// npm run package: the desktop app as a folder that runs, in dist/package. With ELECTRON_OVERRIDE_DIST_PATH that Electron
// is packed, otherwise the one of package.json is fetched.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'electron-builder'
import { bundle } from './bundle.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

await bundle()
const made = await build({
  projectDir: root,
  dir: true,
  publish: null,
  config: { extends: 'electron-builder.yml', ...givenElectron() },
})
console.log(made.join('\n') || 'dist/package')

function givenElectron(): { electronDist?: string; electronVersion?: string } {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (!folder || !existsSync(join(folder, 'version'))) return {}
  return {
    electronDist: folder,
    electronVersion: readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, ''),
  }
}
