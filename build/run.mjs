// Every npm script goes through here: prepare the machine, then run the command under Node 24.
//   node build/run.mjs FILE.ts [ARG ...]     a script of ours
//   node build/run.mjs TOOL [ARG ...]        a tool from node_modules/.bin
import { spawn } from 'node:child_process'
import { environment, prepare, root } from './prepare.mjs'

const env = environment(prepare())
const [command, ...args] = process.argv.slice(2)
const isScript = /\.m?[jt]s$/.test(command)
const child = spawn(isScript ? env.NODE : command, isScript ? [command, ...args] : args, {
  cwd: root,
  env,
  stdio: 'inherit',
  shell: !isScript && process.platform === 'win32',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => {
  console.error(`${command} could not be started: ${error.message}`)
  process.exit(1)
})
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
