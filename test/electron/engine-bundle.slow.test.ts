import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { bundle } from '../../build/bundle.ts'

const host = fileURLToPath(new URL('utility-process.ts', import.meta.url))

beforeAll(() => bundle(['engine']))

/** Runs the bundled engine to its end; what it printed and its exit code. */
async function run(args: (folder: string) => string[]): Promise<{ printed: unknown; code: unknown }> {
  const folder = mkdtempSync(join(tmpdir(), 'engine-bundle-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const given = [`--data=${join(folder, 'data')}`, '--version=1', ...args(folder)]
  const engine = spawn(process.execPath, [host, ...given], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  engine.stdout.on('data', (data: Buffer) => (output += data.toString()))
  const code = await new Promise((resolve) => engine.once('exit', resolve))
  return { printed: JSON.parse(output), code }
}

test('the bundled engine runs the demonstration site and answers over a port', async () => {
  const { printed, code } = await run(() => [])
  expect(printed).toEqual({ name: 'Lindholm Works', points: expect.any(Number), role: 'engineer' })
  expect(code).toBe(0)
})

test('a wrong site file is refused with file, line and field', async () => {
  const { printed, code } = await run((folder) => {
    writeFileSync(join(folder, 'site.yaml'), 'version: 1\nname: 7\n')
    return [`--site=${join(folder, 'site.yaml')}`]
  })
  expect(printed).toEqual({ type: 'refused', message: expect.stringMatching(/site\.yaml:2:\d+ name: /) })
  expect(code).toBe(1)
})
