/** A site the desktop can open: its own engine, or one that runs elsewhere. */
export type SiteChoice = { kind: 'own' } | { kind: 'elsewhere'; url: string }

/** The few words a page may say to the desktop shell, `window.shell`. Absent in a browser. */
export interface Shell {
  version: string
  /** Asks for a fresh MessagePort to the engine; it arrives as a window message of type {@link enginePortMessage}. */
  requestPort(): void
  /** How the engine of this window is reached: by port, or by WebSocket at an address with its token. */
  connection(): Promise<{ kind: 'port' } | { kind: 'webSocket'; url: string }>
  /** Opens the dialog "connect to a site" and reloads the page with the choice. */
  chooseSite(choice: SiteChoice): Promise<void>
}

/** Type of the window message that carries the engine's MessagePort. */
export const enginePortMessage = 'powerchain:engine-port'
