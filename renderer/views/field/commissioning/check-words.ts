import type { Commissioned, DeviceCheck } from '../../../../domain/rpc/field/commissioning.ts'

/** How far a device is, in words. */
export const stateTitles: Record<Commissioned['state'], string> = {
  open: 'Open',
  accepted: 'Accepted',
  notAsked: 'Not asked',
}

/** What a check found, in words. */
export const resultWords: Record<DeviceCheck['result'], string> = {
  pass: 'in order',
  warn: 'look at it',
  fail: 'failed',
  notTried: 'not tried',
}

const count = (checks: readonly DeviceCheck[], result: DeviceCheck['result']) =>
  checks.filter((check) => check.result === result).length

/** All checks of a device in one phrase: what needs a person first. */
export function checksSummary(checks: readonly DeviceCheck[]): string {
  const failed = count(checks, 'fail')
  const doubtful = count(checks, 'warn')
  const untried = count(checks, 'notTried')
  if (untried === checks.length) return 'not examined yet'
  const parts = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(doubtful > 0 ? [`${doubtful} to look at`] : []),
    ...(untried > 0 ? [`${untried} not tried`] : []),
  ]
  return parts.length === 0 ? `all ${checks.length} in order` : parts.join(', ')
}

/** The result that needs a person most; in order only when every check is. */
export function worstResult(checks: readonly DeviceCheck[]): DeviceCheck['result'] {
  return (['fail', 'warn', 'notTried'] as const).find((result) => count(checks, result) > 0) ?? 'pass'
}

/** Whether a pulse has been tried: how the device moves has been seen. */
function hasPulse(checks: readonly DeviceCheck[]): boolean {
  return checks.some(({ id, result }) => id === 'direction' && result !== 'notTried')
}

/**
 * Why a device cannot be accepted yet; `undefined` when it can. `isSteered`: it takes a setpoint, so a test pulse has
 * to show first how it follows.
 */
export function acceptObstacle({ checks }: Pick<Commissioned, 'checks'>, isSteered: boolean): string | undefined {
  const failed = checks.filter(({ result }) => result === 'fail')
  if (failed.length > 0)
    return `Failed: ${failed.map(({ title }) => title).join(', ')}. Mend it and examine the device again.`
  if (checks.every(({ result }) => result === 'notTried')) return 'Not examined yet: what it reads has not been judged.'
  if (isSteered && !hasPulse(checks)) return 'No test pulse yet: how it follows has not been seen.'
  return undefined
}
