#!/usr/bin/env node
// The Solidity compiler as forge wants it: a command that answers --version and reads standard JSON from its input.
// Inside is the compiler of the package `solc` (WebAssembly, the same on every machine).
import { readFileSync, writeSync } from 'node:fs'
import solc from 'solc'

if (process.argv.includes('--version')) {
  const version = solc.version().replace('.Emscripten.clang', '.Linux.g++')
  print(`solc, the solidity compiler commandline interface\nVersion: ${version}\n`)
} else print(solc.compile(readFileSync(0, 'utf8')))

function print(text) {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(1, bytes, at)
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error // the pipe is full: try again
    }
  }
}
