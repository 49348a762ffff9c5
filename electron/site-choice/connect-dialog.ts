import { BrowserWindow } from 'electron'
import { connectPath, isOurPage, origin } from '../protocol.ts'
import { parseSiteLink, type SiteLink } from './site-link.ts'
import { safePreferences } from '../window.ts'

interface Parts {
  parent: BrowserWindow
  /** Address to begin with, without its token. */
  address: string
  /** Why the dialog came up by itself, one sentence; empty when a person asked for it. */
  notice: string
  onLink: (link: SiteLink) => void
}

/** Asks for the link of an engine elsewhere. The page has no script: its form is a navigation that never happens. */
export function openConnectDialog({ parent, address, notice, onLink }: Parts): BrowserWindow {
  const dialog = new BrowserWindow({
    parent,
    modal: true,
    width: 560,
    height: 290,
    resizable: false,
    minimizable: false,
    show: false,
    title: 'Connect to a site',
    webPreferences: { ...safePreferences, javascript: false },
  })
  dialog.setMenu(null)
  dialog.once('ready-to-show', () => dialog.show())
  dialog.webContents.on('will-navigate', (event, target) => {
    event.preventDefault()
    if (!isOurPage(target)) return
    const asked = new URL(target).searchParams
    if (asked.get('answer') === 'cancel') return dialog.close()
    const parsed = parseSiteLink(asked.get('link') ?? '')
    if ('problem' in parsed) return show(dialog, { link: asked.get('link') ?? '', problem: parsed.problem })
    dialog.close()
    onLink(parsed.link)
  })
  dialog.webContents.on('before-input-event', (_event, input) => {
    if (input.key === 'Escape') dialog.close()
  })
  show(dialog, { link: address, problem: notice })
  return dialog
}

function show(dialog: BrowserWindow, fields: Record<'link' | 'problem', string>): void {
  void dialog.loadURL(`${origin}${connectPath}?${new URLSearchParams(fields)}`)
}
