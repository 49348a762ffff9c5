// Documents that were given away, verified without the site:
//   npm run verify -- FILE [FILE ...] [--json] [--key FILE]
// A key opens what is sealed in a bundle: keys/receiver.pem of the station that it is for.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { verifyFile } from './documents.ts'
import type { Finding } from './finding.ts'

const usage = 'npm run verify -- FILE [FILE ...] [--json] [--key FILE]'
const exitCodes = { right: 0, wrong: 1, wrongInput: 2 }

process.exitCode = run(process.argv.slice(2))

function run(args: string[]): number {
  const given = optionsOf(args)
  if (!given) {
    process.stderr.write(`${usage}\n`)
    return exitCodes.wrongInput
  }
  const results = given.files.map((file) => ({ file, findings: findingsIn(file, given.key) }))
  for (const { file, findings } of results) {
    if (given.isJson) write(JSON.stringify({ file, isRight: isRight(findings), findings }))
    else
      write(
        [file, ...findings.map(({ what, result, detail }) => `  ${result.padEnd(5)} ${what}: ${detail}`)].join('\n'),
      )
  }
  return results.every(({ findings }) => isRight(findings)) ? exitCodes.right : exitCodes.wrong
}

function write(text: string): void {
  process.stdout.write(`${text}\n`)
}

function optionsOf(args: string[]): { files: string[]; isJson: boolean; key: string | undefined } | undefined {
  try {
    const options = { json: { type: 'boolean' }, key: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
    return positionals.length > 0 ? { files: positionals, isJson: values.json === true, key: values.key } : undefined
  } catch {
    return undefined
  }
}

function findingsIn(file: string, key: string | undefined): Finding[] {
  try {
    return verifyFile(readFileSync(file), key === undefined ? undefined : readFileSync(key, 'utf8'))
  } catch (error) {
    return [{ what: 'file', result: 'wrong', detail: error instanceof Error ? error.message : String(error) }]
  }
}

function isRight(findings: readonly Finding[]): boolean {
  return findings.every(({ result }) => result !== 'wrong')
}
