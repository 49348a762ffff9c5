// The shell's own parts around the smallest engine: window, scheme, policy, supervision - only the engine differs.
import { app, ipcMain, MessageChannelMain, protocol, session, utilityProcess } from 'electron'
import { join } from 'node:path'
import { EngineHost } from '../../../electron/engine-host.ts'
import { answerPages } from '../../../electron/ipc.ts'
import { lockNavigation, lockSession } from '../../../electron/lockdown.ts'
import { scheme, servePages } from '../../../electron/protocol.ts'
import { createSettings } from '../../../electron/settings.ts'
import { openWindow } from '../../../electron/window.ts'

protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }])
lockNavigation(app)
const host = new EngineHost({
  fork: () => utilityProcess.fork(join(__dirname, 'engine.cjs'), [], { stdio: 'inherit' }),
  openChannel: () => new MessageChannelMain(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  now: () => performance.now(),
  log: () => {},
  onRefused: () => {},
})

const noSite = () => undefined

function start(): void {
  host.start()
  lockSession(session.defaultSession, noSite)
  const folder = join(__dirname, 'page')
  servePages({ session: session.defaultSession, folder, webSocketOrigin: noSite, connectPage: () => '' })
  answerPages(ipcMain, {
    requestPort: (page) => host.connect(page),
    connection: () => ({ kind: 'port' }),
    chooseSite: () => {},
  })
  const settings = createSettings({ file: join(app.getPath('userData'), 'shell.json') })
  openWindow({ settings, log: () => {}, onLeave: (window) => host.forget(window.webContents) })
}

void app.whenReady().then(start)
app.on('window-all-closed', () => void host.stop().then(() => app.quit()))
