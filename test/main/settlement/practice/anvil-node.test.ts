import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, test, expect } from 'vitest'
import { anvilBinary } from '../../../../main/settlement/practice/anvil-node.ts'

/** Folder of a packed app, with files in it. */
function packed(...files: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), '')
  }
  return folder
}

const cpu = process.arch === 'x64' ? 'amd64' : process.arch
const inPackages = `node_modules/@foundry-rs/anvil-${process.platform}-${cpu}/bin/anvil`

test('a packed app finds anvil beside it, and never inside its asar, from where nothing can be started', () => {
  const folder = packed('resources/anvil/anvil', `resources/app.asar/${inPackages}`)
  const engine = join(folder, 'resources/app.asar/dist/electron')
  expect(anvilBinary(engine)).toBe(join(folder, 'resources/anvil/anvil'))
})

test('a clone finds it among its packages; without it there is none', () => {
  const folder = packed(inPackages)
  expect(anvilBinary(join(folder, 'main/settlement/practice'))).toBe(join(folder, inPackages))
  expect(anvilBinary(packed())).toBeUndefined()
})
