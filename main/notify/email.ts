import { createTransport } from 'nodemailer'
import type { EmailConfig } from '../../domain/alarms/notify.ts'
import type { Ms } from '../../domain/units.ts'
import { type Notice, Refusal, type Send } from './notice.ts'

const timeoutMs: Ms = 15_000
const priorityWords = { 1: 'CRITICAL', 2: 'High', 3: 'Medium', 4: 'Low' } as const
/** The server refuses this message for good: mailbox, size, policy, content (RFC 5321, 4.2.3). */
const finalCodes = new Set([550, 551, 552, 553, 554])

/** Sends notices as plain text over SMTP; a connection for each. `password` is asked for anew each time. */
export function createEmail(config: EmailConfig, password: () => string | undefined): Send {
  return async (notice, signal) => {
    const { host, port, tls, user, from, to } = config
    const pass = password()
    const transport = createTransport({
      host,
      port,
      secure: tls === 'always',
      requireTLS: tls === 'starttls',
      ignoreTLS: tls === 'none',
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...(user !== undefined && pass !== undefined && { auth: { user, pass } }),
    })
    const close = (): void => transport.close()
    signal.addEventListener('abort', close)
    try {
      await transport.sendMail({ from, to, ...written(notice, from) })
    } catch (error) {
      throw failureOf(error)
    } finally {
      signal.removeEventListener('abort', close)
      close()
    }
  }
}

function written({ n, kind, site, at, alarms, count }: Notice, from: string) {
  const [first] = alarms
  const what = kind === 'ended' ? 'Over' : priorityWords[first?.priority ?? 4]
  const more = count > 1 ? ` (and ${count - 1} more)` : ''
  const subject = `${site}: ${what}: ${first?.text ?? ''}${more}`.replaceAll(/[\r\n]+/g, ' ').slice(0, 200)
  const blocks = alarms.map((alarm) =>
    [
      `${kind === 'ended' ? 'Over: ' : ''}${priorityWords[alarm.priority]}: ${alarm.text}`,
      `  since ${new Date(alarm.raisedAt).toISOString()}`,
      ...(kind === 'raised' ? [`  To do: ${alarm.response}`] : []),
    ].join('\n'),
  )
  const rest = count > alarms.length ? [`and ${count - alarms.length} more; the list is on the screen.`] : []
  const domain = from.split('@')[1] ?? 'localhost'
  return {
    subject,
    text: [...blocks, ...rest].join('\n\n'),
    messageId: `<notice-${n}-${at}@${domain}>`,
    date: new Date(at),
  }
}

/** Without the server's own text where it may repeat what we sent. */
function failureOf(error: unknown): Error {
  const {
    code = '',
    responseCode,
    message = '',
  } = (error ?? {}) as {
    code?: string
    responseCode?: number
    message?: string
  }
  if (code === 'EAUTH') return new Error('the mail server does not accept user and password')
  if (responseCode !== undefined && finalCodes.has(responseCode))
    return new Refusal(`the mail server refused the message (${responseCode})`)
  if (responseCode !== undefined) return new Error(`the mail server answered ${responseCode}`)
  return new Error(code === '' ? message.slice(0, 200) : `the mail server can't be reached (${code})`)
}
