import pino from 'pino'
import type { Log } from '../domain/log.ts'

/** Least severity that is written. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

/** One of {@link logLevels}. */
export type LogLevel = (typeof logLevels)[number]

/** A log of lines of JSON, and the way to have all of them written before the process ends. */
export interface LogFile {
  log: Log
  flush(): void
}

/** Writes to `file`, which grows, or to the error output. Line breaks in texts are escaped, so a line is an event. */
export function openLog({ level, file }: { level: LogLevel; file?: string | undefined }): LogFile {
  const destination = pino.destination({ dest: file ?? 2, sync: false, mkdir: true })
  // Whoever read our error output may be gone; that is no reason to stop a site.
  destination.on('error', () => {})
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  return {
    log: logOf(logger),
    flush() {
      try {
        destination.flushSync()
      } catch {
        // A destination that never opened has nothing to flush.
      }
    },
  }
}

function logOf(logger: pino.Logger): Log {
  return {
    debug: (message, fields) => logger.debug(fields ?? {}, message),
    info: (message, fields) => logger.info(fields ?? {}, message),
    warn: (message, fields) => logger.warn(fields ?? {}, message),
    error: (message, fields) => logger.error(fields ?? {}, message),
    with: (fields) => logOf(logger.child(fields)),
  }
}
