// A Chromium for the tests, wherever they run: the machine's own, or the one that lies inside an npm package.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** How to start a browser. */
export interface Browser {
  executablePath: string
  args: string[]
  env: Record<string, string>
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const names = ['chromium', 'chromium-browser', 'google-chrome']

/**
 * Finds a Chromium: POWERCHAIN_CHROMIUM, then the PATH, then `@sparticuz/chromium`, unpacked once into `.toolchain`.
 * @throws Error on a machine for which there is none; tests must fail then, not be skipped
 */
export async function findChromium(): Promise<Browser> {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const candidates = [process.env['POWERCHAIN_CHROMIUM'] ?? '', ...folders.flatMap((f) => names.map((n) => join(f, n)))]
  const executablePath = candidates.find((file) => file !== '' && existsSync(file))
  return executablePath === undefined ? unpacked() : { executablePath, args: quiet, env: {} }
}

async function unpacked(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('No Chromium found. Install one, or name it in POWERCHAIN_CHROMIUM.')
  const home = fileURLToPath(new URL('../.toolchain/chromium', import.meta.url))
  if (!existsSync(join(home, 'complete'))) await unpack(home)
  return {
    executablePath: join(home, 'chromium'),
    args: [...quiet, '--headless=shell', '--use-gl=angle', '--use-angle=swiftshader'],
    env: { LD_LIBRARY_PATH: join(home, 'al2023', 'lib'), FONTCONFIG_PATH: join(home, 'fonts') },
  }
}

/** The package unpacks into the temporary folder, so for this moment ours is that. */
async function unpack(home: string): Promise<void> {
  rmSync(home, { recursive: true, force: true })
  mkdirSync(home, { recursive: true })
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = home
  try {
    const { inflate } = await import('@sparticuz/chromium')
    const packs = fileURLToPath(new URL('../bin/', import.meta.resolve('@sparticuz/chromium')))
    for (const name of ['chromium', 'fonts.tar', 'swiftshader.tar', 'al2023.tar']) await inflate(`${packs}${name}.br`)
    writeFileSync(join(home, 'fonts', 'fonts.conf'), fontsConf(join(home, 'fonts')))
    writeFileSync(join(home, 'complete'), '')
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}

/** The package's own file looks for its fonts where they are not; without any font a browser ends at the first input field. */
function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <cachedir>${join(folder, 'cache')}</cachedir>
</fontconfig>
`
}
