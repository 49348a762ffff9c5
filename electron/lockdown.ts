import type { App, Session } from 'electron'
import { isOurPage, parseUrl } from './protocol.ts'

/** Whether a request may leave the page: own files and data, and the one WebSocket origin of the chosen site. */
export function isAllowedRequest(address: string, webSocketOrigin: string | undefined): boolean {
  if (isOurPage(address) || /^(data|blob|devtools):/.test(address)) return true
  return webSocketOrigin !== undefined && parseUrl(address)?.origin === webSocketOrigin
}

/** Denies every permission and device, and all network but the chosen site's, whatever a page asks. */
export function lockSession(session: Session, webSocketOrigin: () => string | undefined): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !isAllowedRequest(details.url, webSocketOrigin()) }),
  )
}

/** Keeps every page, of whatever window, where it is: no foreign address, no new window, no embedded one. */
export function lockNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event, address) => {
      if (!isOurPage(address)) event.preventDefault()
    })
    contents.on('will-redirect', (event, address) => {
      if (!isOurPage(address)) event.preventDefault()
    })
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || !isOurPage(event.url)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** Switches that would open the app to a debugger or change what it runs. */
const refusedSwitches = [
  'inspect',
  'inspect-brk',
  'inspect-port',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'js-flags',
  'no-sandbox',
]

/** Why an installed app refuses to start, one sentence; `undefined` when it doesn't. In development anything goes. */
export function refusal(app: Pick<App, 'isPackaged' | 'commandLine'>, userId: number | undefined): string | undefined {
  if (!app.isPackaged) return undefined
  if (userId === 0) return 'The control room does not run as root: its pages would lose their sandbox.'
  const name = refusedSwitches.find((name) => app.commandLine.hasSwitch(name))
  return name && `--${name} is not accepted: it would open the control room to other programs.`
}
