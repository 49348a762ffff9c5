// Runs sandboxed in the page's process, before the page, in a world of its own: the one place of the shell with a DOM.
import { contextBridge, ipcRenderer } from 'electron'
import { enginePortMessage, type Shell } from '../domain/shell.ts'
import { channels, versionArgument } from './channels.ts'

const shell = {
  version: process.argv.find((a) => a.startsWith(versionArgument))?.slice(versionArgument.length) ?? '',
  requestPort: () => ipcRenderer.send(channels.requestPort),
  connection: () => ipcRenderer.invoke(channels.connection) as ReturnType<Shell['connection']>,
  chooseSite: (choice) => ipcRenderer.invoke(channels.chooseSite, choice) as Promise<void>,
} satisfies Shell

// Ports don't pass through the context bridge, so the page gets its port as a window message; "/" = our own origin.
ipcRenderer.on(channels.port, (event) => window.postMessage(enginePortMessage, '/', event.ports))

contextBridge.exposeInMainWorld('shell', shell)
