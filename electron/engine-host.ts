import type { MessageChannelMain, UtilityProcess, WebContents } from 'electron'
import { z } from 'zod'
import { channels } from './channels.ts'

const engineSays = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  /** It can't start, and trying again won't help: a wrong site file, a store of a newer version. */
  z.strictObject({ type: z.literal('refused'), message: z.string().max(20_000) }),
])

/** What the engine process says to the shell. */
export type EngineSays = z.infer<typeof engineSays>

/** What the shell says to the engine process; `connect` carries a port. */
export type ShellSays = { type: 'connect' } | { type: 'stop' }

/** The page at the other end of a port. */
export type Page = Pick<WebContents, 'postMessage' | 'isDestroyed'>

const firstPauseMs = 1_000
const longestPauseMs = 30_000
/** An engine that ran this long had started well: the next pause is the first one again. */
const settledMs = 60_000
const stopWithinMs = 8_000

interface Parts {
  fork: () => UtilityProcess
  openChannel: () => MessageChannelMain
  /** Calls once after so many ms; returns what calls it off. */
  after: (delayMs: number, run: () => void) => () => void
  now: () => number
  log: (line: string) => void
  /** The engine refused to start; it is not tried again. */
  onRefused: (message: string) => void
}

/**
 * Runs the engine in a process of its own: starts it again with a growing pause when it dies, and hands each page a
 * port whose other end the engine holds. No data passes through the shell.
 */
export class EngineHost {
  readonly #parts: Parts
  readonly #waiting = new Set<Page>()
  #child: UtilityProcess | undefined
  #isReady = false
  /** No further start: the app is closing, or the engine said that it can't. */
  #isOver = false
  #pauseMs = firstPauseMs
  #callOff: (() => void) | undefined

  constructor(parts: Parts) {
    this.#parts = parts
  }

  start(): void {
    const startedAt = this.#parts.now()
    const child = this.#parts.fork()
    this.#child = child
    child.on('message', (message: unknown) => this.#hear(message))
    child.once('exit', (code) => {
      this.#isReady = false
      this.#child = undefined
      if (!this.#isOver) this.#startLater(code, this.#parts.now() - startedAt)
    })
  }

  /** Gives the page a fresh port now, or as soon as the engine is ready. */
  connect(page: Page): void {
    if (this.#isReady) this.#handOver(page)
    else this.#waiting.add(page)
  }

  /** The page is being left: what it asked for is no longer wanted. */
  forget(page: Page): void {
    this.#waiting.delete(page)
  }

  /** Lets the engine finish, for at most 8 s. */
  async stop(): Promise<void> {
    this.#isOver = true
    this.#callOff?.()
    const child = this.#child
    if (!child) return
    await new Promise<void>((resolve) => {
      const dontKill = this.#parts.after(stopWithinMs, () => child.kill())
      child.once('exit', () => {
        dontKill()
        resolve()
      })
      child.postMessage({ type: 'stop' } satisfies ShellSays, [])
    })
  }

  #startLater(code: number, ranMs: number): void {
    if (ranMs > settledMs) this.#pauseMs = firstPauseMs
    this.#parts.log(`The engine stopped (code ${code}); starting it again in ${this.#pauseMs / 1_000} s.`)
    this.#callOff = this.#parts.after(this.#pauseMs, () => this.start())
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs)
  }

  #hear(message: unknown): void {
    const heard = engineSays.safeParse(message)
    if (!heard.success) return this.#parts.log('The engine said something the shell does not know.')
    if (heard.data.type === 'refused') {
      this.#isOver = true
      return this.#parts.onRefused(heard.data.message)
    }
    this.#isReady = true
    for (const page of this.#waiting) this.#handOver(page)
  }

  #handOver(page: Page): void {
    this.#waiting.delete(page)
    if (page.isDestroyed() || !this.#child) return
    const { port1, port2 } = this.#parts.openChannel()
    this.#child.postMessage({ type: 'connect' } satisfies ShellSays, [port1])
    page.postMessage(channels.port, null, [port2])
  }
}
