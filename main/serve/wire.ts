/** Two ends and frames of text between them, whatever carries it. */
export interface Wire {
  /** Resolves when the frame has left this process, so that the sender can wait for a slow reader. Never rejects. */
  send(frame: string): Promise<void>
  onMessage(listener: (frame: unknown) => void): void
  /** Called once, however the wire ended. */
  onClose(listener: () => void): void
  /** Ends the wire because the other end broke the rules; the reason is one word. */
  refuse(reason: 'MalformedFrame' | 'TooManyFrames'): void
  close(): void
}
