/** Names of the messages between preload and shell; nothing else passes between them. */
export const channels = {
  /** Page to shell: a fresh port to the engine, please. */
  requestPort: 'shell:request-port',
  /** Page to shell, answered: how the engine is reached. */
  connection: 'shell:connection',
  /** Page to shell, answered: open another site. */
  chooseSite: 'shell:choose-site',
  /** Shell to preload: carries the port. */
  port: 'shell:port',
} as const

/** Argument by which the shell tells its version to the preload script. */
export const versionArgument = '--shell-version='
