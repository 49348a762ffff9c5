import { app, dialog, ipcMain, MessageChannelMain, session, utilityProcess, type BrowserWindow } from 'electron'
import { join } from 'node:path'
import { EngineHost } from './engine-host.ts'
import { answerPages } from './ipc.ts'
import { lockSession } from './lockdown.ts'
import { showMenu } from './menu.ts'
import { servePages } from './protocol.ts'
import { createSettings, type SettingsStore } from './settings.ts'
import { openConnectDialog } from './site-choice/connect-dialog.ts'
import { connectPage } from './site-choice/connect-page.ts'
import { createCurrentSite, type CurrentSite, type Question } from './site-choice/current-site.ts'
import type { StartOptions } from './start-options.ts'
import { openWindow } from './window.ts'

/** The engine's native parts and its OPC UA stack need Node 22; older runtimes can still show a site elsewhere. */
const engineNeedsNode = 22

/**
 * The desktop: which site is shown, its window, and the app's own engine. The own engine, once started, goes on while
 * another site is shown: what it controls must not depend on what a person looks at.
 */
export class Desktop {
  readonly #options: StartOptions
  readonly #whyNoEngine = whyNoOwnEngine()
  readonly #settings: SettingsStore
  readonly #site: CurrentSite
  #window: BrowserWindow | undefined
  #dialog: BrowserWindow | undefined
  #engine: EngineHost | undefined

  constructor(options: StartOptions) {
    this.#options = options
    this.#settings = createSettings({ file: join(app.getPath('userData'), 'shell.json') })
    const whyNoEngine = this.#whyNoEngine
    this.#site = createCurrentSite({ settings: this.#settings, siteUrl: options.siteUrl, whyNoEngine })
  }

  /** Starts the engine, then opens the window, which may take its time: the plant comes first. */
  start(): void {
    if (this.#site.isOwn()) this.#startEngine()
    const folder = join(__dirname, '..', 'renderer')
    const webSocketOrigin = () => this.#site.socketOrigin()
    lockSession(session.defaultSession, webSocketOrigin)
    servePages({ session: session.defaultSession, folder, webSocketOrigin, connectPage })
    this.#answer()
    const onLeave = (left: BrowserWindow) => this.#engine?.forget(left.webContents)
    this.#window = openWindow({ settings: this.#settings, log, onLeave })
    this.#window.once('closed', () => (this.#window = undefined))
    this.#showMenu()
    this.#ask(this.#site.question())
  }

  /** Brings the window to the front: somebody started the app a second time. */
  focus(): void {
    if (this.#window?.isMinimized()) this.#window.restore()
    this.#window?.show()
    this.#window?.focus()
  }

  /** Lets the own engine finish. */
  async stop(): Promise<void> {
    await this.#engine?.stop()
  }

  #answer(): void {
    answerPages(ipcMain, {
      requestPort: (page) => this.#engine?.connect(page),
      connection: () => this.#site.connection(),
      // A page must not send us to an address of its own: a person confirms it in the dialog.
      chooseSite: (choice) =>
        choice.kind === 'own' ? this.#openOwnSite() : this.#ask({ address: choice.url, notice: '' }),
    })
  }

  #startEngine(): void {
    if (this.#engine) return
    this.#engine = new EngineHost({
      ...engineParts(this.#options),
      onRefused: (message) => void this.#tellRefusal(message),
    })
    this.#engine.start()
  }

  #openOwnSite(): void {
    if (this.#whyNoEngine) return this.#ask({ address: '', notice: this.#whyNoEngine })
    this.#site.openOwn()
    this.#startEngine()
    this.#showAgain()
  }

  #ask(question: Question | undefined): void {
    if (!this.#window || !question) return
    this.#dialog?.close()
    const onLink = (link: Parameters<CurrentSite['openElsewhere']>[0]) => {
      this.#site.openElsewhere(link)
      this.#showAgain()
    }
    const opened = openConnectDialog({ parent: this.#window, ...question, onLink })
    this.#dialog = opened
    opened.once('closed', () => {
      if (this.#dialog === opened) this.#dialog = undefined
    })
  }

  #showAgain(): void {
    this.#showMenu()
    this.#window?.webContents.reload()
  }

  #showMenu(): void {
    showMenu({
      window: () => this.#window,
      settings: this.#settings,
      isOwnSite: this.#site.isOwn(),
      whyNoEngine: this.#whyNoEngine,
      connectToSite: () => this.#ask({ address: this.#site.address(), notice: '' }),
      openOwnSite: () => this.#openOwnSite(),
    })
  }

  async #tellRefusal(message: string): Promise<void> {
    this.#engine = undefined
    const buttons = ['Connect to a Site...', 'Quit']
    const box = { type: 'error' as const, message: 'The engine could not start', detail: message, buttons, cancelId: 1 }
    const { response } = await (this.#window ? dialog.showMessageBox(this.#window, box) : dialog.showMessageBox(box))
    if (response === 0) this.#ask({ address: '', notice: '' })
    else app.quit()
  }
}

function log(line: string): void {
  process.stderr.write(`${line}\n`)
}

function whyNoOwnEngine(): string | undefined {
  const { node, electron } = process.versions
  const isEnough = Number(node.split('.')[0]) >= engineNeedsNode
  return isEnough ? undefined : `Electron ${electron} brings Node ${node}, too old for the engine: start one beside it.`
}

function engineParts({ site, data }: StartOptions) {
  const folder = data ?? join(app.getPath('userData'), 'site')
  const args = [`--version=${app.getVersion()}`, `--data=${folder}`, ...(site ? [`--site=${site}`] : [])]
  const file = join(__dirname, 'engine-process.mjs')
  return {
    fork: () => utilityProcess.fork(file, args, { serviceName: 'Powerchain engine', stdio: 'inherit' }),
    openChannel: () => new MessageChannelMain(),
    after: (delayMs: number, run: () => void) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
    now: () => performance.now(),
    log,
  }
}
