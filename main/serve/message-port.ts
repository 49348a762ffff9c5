import type { Wire } from './wire.ts'

/** Electron's MessagePortMain, as far as it is used here. */
export interface ShellPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
  close(): void
}

/** A MessagePort of Node or of the web. */
export interface WebPort {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close', listener: () => void): void
  start(): void
  close(): void
}

/** A wire over a MessagePort. A port has no measure of a slow reader; what it is sent waits in the other process. */
export function portWire(port: ShellPort | WebPort): Wire {
  let isOpen = true
  const close = (): void => {
    isOpen = false
    port.close()
  }
  const onClose = (listener: () => void): unknown =>
    'addEventListener' in port ? port.addEventListener('close', listener) : port.on('close', listener)
  onClose(() => {
    isOpen = false
  })
  return {
    async send(frame) {
      if (isOpen) port.postMessage(frame)
    },
    onMessage(listener) {
      const deliver = (event: { data: unknown }): void => {
        if (isOpen) listener(event.data)
      }
      if ('addEventListener' in port) port.addEventListener('message', deliver)
      else port.on('message', deliver)
      port.start()
    },
    onClose,
    refuse: close,
    close,
  }
}
