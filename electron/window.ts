import { app, BrowserWindow, nativeTheme, screen, type WebPreferences } from 'electron'
import { join } from 'node:path'
import { versionArgument } from './channels.ts'
import { origin } from './protocol.ts'
import { reachable, type SettingsStore } from './settings.ts'

const backgrounds = { light: '#E4E6E9', dark: '#131518' }
/** A page that dies twice within this time is not loaded a third time by itself. */
const crashPauseMs = 10_000

/** What every window of ours has, whether it shows the control room or a dialog. */
export const safePreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  enableWebSQL: false,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
} satisfies WebPreferences

interface Parts {
  settings: SettingsStore
  /** Called when the page is about to be replaced or has gone. */
  onLeave: (window: BrowserWindow) => void
  log: (line: string) => void
}

/** Opens the control room where it was last, at the size and zoom it had. */
export function openWindow({ settings, onLeave, log }: Parts): BrowserWindow {
  const workAreas = screen.getAllDisplays().map((d) => d.workArea)
  const saved = reachable(settings.get().window, workAreas)
  const window = new BrowserWindow({
    width: saved?.width ?? 1440,
    height: saved?.height ?? 900,
    ...(saved && { x: saved.x, y: saved.y }),
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: app.getName(),
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    webPreferences: {
      ...safePreferences,
      preload: join(__dirname, 'preload.cjs'),
      additionalArguments: [`${versionArgument}${app.getVersion()}`],
      // The plant is watched from the corner of an eye: a covered window keeps its pace.
      backgroundThrottling: false,
    },
  })
  if (saved?.isMaximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => settings.update({ window: placeOf(window) }))
  window.webContents.on('did-finish-load', () => window.webContents.setZoomFactor(settings.get().zoom))
  window.webContents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) onLeave(window)
  })
  reloadAfterCrash(window, log)
  void window.loadURL(`${origin}/`)
  return window
}

function placeOf(window: BrowserWindow) {
  return { ...window.getNormalBounds(), isMaximized: window.isMaximized() }
}

function reloadAfterCrash(window: BrowserWindow, log: (line: string) => void): void {
  let lastAt = -Infinity
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log(`The page stopped (${reason}); the engine goes on.`)
    if (reason === 'clean-exit' || performance.now() - lastAt < crashPauseMs) return
    lastAt = performance.now()
    window.reload()
  })
}
