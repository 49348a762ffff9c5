/**
 * What can go wrong, by area. Whether trying again can help is part of the code, not of the text:
 * `true` = the same request may succeed later.
 */
export const errorCodes = {
  'Config.Invalid': false,
  'Config.NotFound': false,
  'Device.Timeout': true,
  'Device.Unreachable': true,
  'Device.Busy': true,
  'Device.BadAnswer': true,
  'Device.Illegal': false,
  'Device.WrongIdentity': false,
  'Device.NotWritable': false,
  'Field.UnknownDevice': false,
  'Field.NotAccepted': false,
  'Field.CheckOutdated': true,
  'Field.Busy': true,
  'Dispatch.UnknownAsset': false,
  'Dispatch.NotControllable': false,
  'Dispatch.OutsideLimits': false,
  'Dispatch.StaleData': false,
  'Dispatch.ReservationExpired': false,
  'Dispatch.ReservationChanged': false,
  'Dispatch.TooManyCommands': false,
  'Dispatch.UnknownInstruction': false,
  'Plan.Failed': true,
  'Plan.Busy': true,
  'Plan.None': true,
  'Alarm.Unknown': false,
  'Alarm.Changed': true,
  'Alarm.NoteRequired': false,
  'Alarm.NotResettable': true,
  'Trends.NameTaken': false,
  'Trends.TooMany': false,
  'Replay.Busy': true,
  'Settlement.TwoTruths': false,
  'Chain.Silent': true,
  'Chain.Refused': false,
  'Retail.Invalid': false,
  'Market.Refused': false,
  'Store.Failed': true,
  'Store.Damaged': false,
  'Store.NewerVersion': false,
  'Store.InUse': false,
  'Access.Denied': false,
  'Access.Unauthenticated': false,
  'Engine.Stopped': true,
} as const satisfies Record<string, boolean>

/** Code of a {@link PowerchainError}. */
export type ErrorCode = keyof typeof errorCodes

/** The one error class: a code that programs decide by, and a sentence for people. Messages never hold secrets. */
export class PowerchainError extends Error {
  override readonly name = 'PowerchainError'
  readonly code: ErrorCode
  /** Facts that belong to the case, JSON values only. */
  readonly details: Record<string, unknown>

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; details?: Record<string, unknown> } = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.details = options.details ?? {}
  }
}

/** Whether the same request may succeed later. Foreign errors count as not. */
export function isRetryable(error: unknown): boolean {
  return error instanceof PowerchainError && errorCodes[error.code]
}

/** One fault found in a file written by people: where it is and what was expected there. */
export interface ConfigIssue {
  file: string
  /** 1-based; 0 when the file could not be read at all. */
  line: number
  /** 1-based. */
  column: number
  /** Path of the field, e.g. `assets[2].ratedPowerKW`; empty for the whole file. */
  field: string
  expected: string
}

/** The error for a wrong file: lists every issue as `file:line:column field: expected`. Code `Config.Invalid`. */
export function invalidConfig(issues: readonly ConfigIssue[]): PowerchainError {
  const lines = issues.map((i) => `${i.file}:${i.line}:${i.column} ${i.field || '(file)'}: ${i.expected}`)
  return new PowerchainError('Config.Invalid', lines.join('\n'), { details: { issues } })
}
