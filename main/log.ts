import { mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
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
  const destination = pino.destination({ dest: file === undefined ? 2 : openForAppending(file), sync: false })
  // Whoever read our error output may be gone; that is no reason to stop a site.
  destination.on('error', () => {})
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  return {
    log: logOf(logger),
    flush: () => destination.flushSync(),
  }
}

/** Opened here and at once, so that the very first lines can be flushed when the process ends right after them. */
function openForAppending(file: string): number {
  mkdirSync(dirname(file), { recursive: true })
  return openSync(file, 'a', 0o600)
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
