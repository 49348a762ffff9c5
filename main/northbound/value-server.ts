/** A server for other systems. */
export interface ValueServer {
  /** Begins to listen; gives the address for people. Rejects when it can't. */
  start(): Promise<string>
  stop(): Promise<void>
  /** The devices deliver other points than before. */
  refresh(): void
  /** Systems connected now. */
  clients(): number
}
