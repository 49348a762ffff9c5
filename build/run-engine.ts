// Starts the engine without a screen, for `npm start` and for the tests.
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The line the engine prints when it is ready. */
export interface ReadyLine {
  ready: true
  /** Link with the one-time token. */
  url: string
  /** Where each device is reached, by device id; the simulated ones listen on ports of their own. */
  endpoints: Record<string, string>
}

/** An engine that is ready. */
export interface RunningEngine {
  process: ChildProcess
  ready: ReadyLine
}

/**
 * Starts `main/cli.ts` and waits for its ready line. What it says otherwise goes to the error output.
 * @throws Error when it ends before that; the reason was printed
 */
export async function runEngine(args: readonly string[]): Promise<RunningEngine> {
  const engine = spawn(process.execPath, ['main/cli.ts', ...args], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  // An engine that nobody watches must not go on commanding a plant.
  const stop = () => engine.kill()
  process.once('exit', stop)
  engine.once('exit', () => process.off('exit', stop))
  const lines = createInterface({ input: engine.stdout })
  const ready = await new Promise<ReadyLine>((resolve, reject) => {
    lines.on('line', (line) => {
      const parsed = readyLine(line)
      if (parsed) resolve(parsed)
      else process.stderr.write(`${line}\n`)
    })
    engine.once('error', reject)
    engine.once('exit', (code) => reject(new Error(`The engine ended with code ${code} before it was ready.`)))
  })
  return { process: engine, ready }
}

function readyLine(line: string): ReadyLine | undefined {
  if (!line.startsWith('{')) return undefined
  const parsed = JSON.parse(line) as Partial<ReadyLine>
  return parsed.ready === true && parsed.url !== undefined
    ? { endpoints: {}, ...parsed, ready: true, url: parsed.url }
    : undefined
}
