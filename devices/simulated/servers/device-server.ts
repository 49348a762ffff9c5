/** A device on a loopback socket. */
export interface DeviceServer {
  /** Begins to listen; on the same port as before when it was open once. Gives the endpoint for the engine. */
  open(): Promise<string>
  /** Drops every connection and stops listening. */
  close(): Promise<void>
  /** Brings the values it pushes up to date. */
  refresh(): void
}
