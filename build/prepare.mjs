// Makes a fresh clone runnable: brings Node 24 when the running one is older, and installs the locked packages.
// Runs on any Node >= 20 with nothing installed, so it may import only what Node itself brings.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const nodeVersion = '24.21.0'
const stampFile = join(root, 'node_modules', '.prepared')

/** Folder whose `node` is new enough to run the project, preparing it and the packages when they are missing. */
export function prepare() {
  const nodeFolder = Number(process.versions.node.split('.')[0]) >= 24 ? dirname(process.execPath) : bringNode()
  installPackages(nodeFolder)
  return nodeFolder
}

/** Environment in which commands find Node 24 first, then the project's own tools. */
export function environment(nodeFolder) {
  const path = [nodeFolder, join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  return { ...process.env, PATH: path, NODE: join(nodeFolder, nodeName()) }
}

function nodeName() {
  return process.platform === 'win32' ? 'node.exe' : 'node'
}

function bringNode() {
  const platform = { linux: 'linux', win32: 'win', darwin: 'darwin' }[process.platform]
  const name = `node-${platform}-${process.arch}`
  const home = join(root, '.toolchain')
  const folder = join(home, 'node_modules', name, 'bin')
  const stamp = join(home, 'version')
  if (existsSync(join(folder, nodeName())) && existsSync(stamp) && readFileSync(stamp, 'utf8') === nodeVersion)
    return folder
  console.error(
    `Node ${process.versions.node} is older than 24: fetching Node ${nodeVersion} into .toolchain (once) ...`,
  )
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'package.json'), '{"private":true}\n')
  npm(['install', '--prefix', home, '--no-save', '--ignore-scripts', `${name}@${nodeVersion}`], process.env, home)
  if (!existsSync(join(folder, nodeName()))) fail(`Package ${name} does not hold a Node binary for this machine.`)
  writeFileSync(stamp, nodeVersion)
  return folder
}

function installPackages(nodeFolder) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lock) return
  console.error('Installing the locked packages (once, about a minute) ...')
  npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], environment(nodeFolder), root)
  writeFileSync(stampFile, lock)
}

function npm(args, env, cwd) {
  const command = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(command, args, { cwd, env, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (result.error) fail(`npm could not be started: ${result.error.message}. It comes with Node.`)
  if (result.status !== 0)
    fail(
      `npm ${args[0]} failed (exit ${result.status}). Check that this machine reaches the npm registry, then try again.`,
    )
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
