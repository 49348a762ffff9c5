import { app, dialog, Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron'
import type { SettingsStore } from './settings.ts'

/** What the menu can ask of the shell. */
interface Actions {
  window: () => BrowserWindow | undefined
  settings: SettingsStore
  isOwnSite: boolean
  /** Why this runtime has no engine of its own; `undefined` when it has. */
  whyNoEngine: string | undefined
  connectToSite: () => void
  openOwnSite: () => void
}

const zooms = [1, 1.25, 1.5] as const

/** Puts the menu in place; call again when the site has changed. */
export function showMenu(actions: Actions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate([...macMenu(), file(actions), edit(), view(actions), help(actions)]))
}

function macMenu(): MenuItemConstructorOptions[] {
  return process.platform === 'darwin' ? [{ role: 'appMenu' }] : []
}

function file(actions: Actions): MenuItemConstructorOptions {
  return {
    label: '&File',
    submenu: [
      { id: 'connect', label: '&Connect to a Site...', accelerator: 'CmdOrCtrl+O', click: actions.connectToSite },
      {
        id: 'own',
        label: '&Own Site',
        type: 'radio',
        checked: actions.isOwnSite,
        enabled: actions.whyNoEngine === undefined,
        click: actions.openOwnSite,
      },
      { id: 'elsewhere', label: 'Site &Elsewhere', type: 'radio', checked: !actions.isOwnSite, enabled: false },
      { type: 'separator' },
      { role: process.platform === 'darwin' ? 'close' : 'quit' },
    ],
  }
}

function edit(): MenuItemConstructorOptions {
  const roles = ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'] as const
  return { label: '&Edit', submenu: roles.map((role) => ({ role })) }
}

function view({ window, settings }: Actions): MenuItemConstructorOptions {
  const zoomItems = zooms.map((zoom, i): MenuItemConstructorOptions => ({
    id: `zoom-${zoom * 100}`,
    label: `${zoom * 100} %`,
    type: 'radio',
    accelerator: `CmdOrCtrl+${i + 1}`,
    checked: settings.get().zoom === zoom,
    click: () => {
      settings.update({ zoom })
      window()?.webContents.setZoomFactor(zoom)
    },
  }))
  return {
    label: '&View',
    submenu: [
      ...zoomItems,
      { type: 'separator' },
      { label: '&Reload Page', accelerator: 'CmdOrCtrl+R', click: () => window()?.webContents.reload() },
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
    ],
  }
}

function help({ window }: Actions): MenuItemConstructorOptions {
  return {
    label: '&Help',
    submenu: [
      { id: 'keys', label: '&Keys', click: () => pressKey(window(), '?') },
      { label: '&About', click: () => void about(window()) },
    ],
  }
}

/** The page lists its own keys on "?"; the menu presses it. */
function pressKey(window: BrowserWindow | undefined, keyCode: string): void {
  window?.focus()
  for (const type of ['keyDown', 'char', 'keyUp'] as const) window?.webContents.sendInputEvent({ type, keyCode })
}

async function about(window: BrowserWindow | undefined): Promise<void> {
  const { electron, chrome, node } = process.versions
  const box = {
    type: 'info' as const,
    title: `About ${app.getName()}`,
    message: `${app.getName()} ${app.getVersion()}`,
    detail: `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
  }
  await (window ? dialog.showMessageBox(window, box) : dialog.showMessageBox(box))
}
