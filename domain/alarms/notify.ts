import { z } from 'zod'
import { idSchema } from '../asset.ts'
import { secretReference } from '../access.ts'
import { alarmClasses, prioritySchema } from './definition.ts'

const address = z.email('an e-mail address').max(200)

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(host)

/** Mail server and addresses. */
export const emailConfig = z
  .strictObject({
    host: z.string().regex(/^[A-Za-z0-9.:-]{1,253}$/, 'name or address of the mail server'),
    port: z.number().int().min(1).max(65_535).default(465),
    tls: z
      .enum(['always', 'starttls', 'none'])
      .default('always')
      .meta({ label: 'always (465), starttls (587), none only towards this machine' }),
    user: z.string().min(1).max(200).optional(),
    secret: secretReference.optional(),
    from: address,
    to: z.array(address).min(1).max(50),
  })
  .superRefine(({ host, tls, user, secret: password }, context) => {
    const issue = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message })
    if (tls === 'none' && !isLoopback(host)) issue(['tls'], 'always or starttls, unless the server is on this machine')
    if ((user === undefined) !== (password === undefined)) issue(['secret'], 'user and secret together, or neither')
  })

/** A receiver of messages over HTTP. */
export const webhookConfig = z.strictObject({
  id: idSchema.meta({ label: 'Name' }),
  url: z
    .url()
    .max(500)
    .refine((url) => isSafe(url), 'an https:// address without user and password; http:// only on this machine')
    .meta({ label: 'Address' }),
  secret: secretReference
    .optional()
    .meta({ label: 'Where the key of its signature is; absent = messages are not signed' }),
})

/** `https://HOST/...`; plain only towards this machine; nothing before an `@`, which is where passwords hide. */
function isSafe(url: string): boolean {
  const [, scheme, host] = /^(https?):\/\/([^/?#@\s]+?)(?::\d{1,5})?(?:[/?#]\S*)?$/i.exec(url) ?? []
  return host !== undefined && (scheme?.toLowerCase() === 'https' || isLoopback(host))
}

/** Which alarms are told, and when. */
export const notifyRule = z.strictObject({
  priority: prioritySchema.default(2).meta({ label: 'This priority and higher ones' }),
  classes: z.array(z.enum(alarmClasses)).min(1).optional().meta({ label: 'Only of these classes' }),
  afterS: z
    .number()
    .min(0)
    .max(86_400)
    .default(0)
    .meta({ label: 'When nobody acknowledged it for so long', unit: 's' }),
  to: z.array(z.string()).min(1).optional().meta({ label: 'email or names of webhooks; absent = all' }),
})
/** Which alarms are told, and when. */
export type NotifyRule = z.infer<typeof notifyRule>

/** Messages about alarms to people who are away. Nothing is sent without it. */
export const notifyConfig = z
  .strictObject({
    email: emailConfig.optional(),
    webhooks: z.array(webhookConfig).max(20).default([]),
    rules: z.array(notifyRule).max(50).default([]),
    giveUpAfterDays: z.number().min(0.01).max(30).default(3).meta({ label: 'Tried for so long', unit: 'd' }),
  })
  .superRefine(({ email, webhooks, rules }, context) => {
    const issue = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    const channels = [...(email ? ['email'] : []), ...webhooks.map(({ id }) => id)]
    webhooks.forEach(({ id }, i) => {
      if (channels.indexOf(id) !== channels.lastIndexOf(id) || id === 'email')
        issue(['webhooks', i, 'id'], `a name of its own; "${id}" is taken`)
    })
    rules.forEach(({ to = [] }, i) => {
      const unknown = to.find((name) => !channels.includes(name))
      if (unknown !== undefined)
        issue(['rules', i, 'to'], `of ${channels.join(', ') || '(no receiver is named)'}; "${unknown}" is none`)
    })
  })
/** Messages about alarms. */
export type NotifyConfig = z.infer<typeof notifyConfig>
/** Mail server and addresses. */
export type EmailConfig = z.infer<typeof emailConfig>
/** A receiver of messages over HTTP. */
export type WebhookConfig = z.infer<typeof webhookConfig>
