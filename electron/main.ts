// Entry of the desktop: one instance, one window, the engine beside it. See README.md for the way things hang together.
import { app, protocol } from 'electron'
import { Desktop } from './desktop.ts'
import { lockNavigation, refusal } from './lockdown.ts'
import { scheme } from './protocol.ts'
import { startOptions } from './start-options.ts'

const refused = refusal(app, process.platform === 'linux' ? process.getuid?.() : undefined)
if (refused !== undefined) {
  process.stderr.write(`${refused}\n`)
  app.exit(1)
} else if (app.requestSingleInstanceLock()) run()
else app.quit()

function run(): void {
  const desktop = new Desktop(startOptions(process.argv.slice(1), process.env))
  let isStopped = false
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
  // In development only, for test machines where Chromium's sandbox can't start: an installed app always has it.
  if (app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  lockNavigation(app)
  app.on('second-instance', () => desktop.focus())
  app.on('activate', () => desktop.focus())
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (isStopped) return
    event.preventDefault()
    void desktop.stop().finally(() => {
      isStopped = true
      // Not within this event: while it is handled, another quit is not heard.
      setImmediate(() => app.quit())
    })
  })
  void app.whenReady().then(() => desktop.start())
}
