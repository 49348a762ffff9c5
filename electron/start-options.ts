import { parseArgs } from 'node:util'

/** What may be said when the app is started. */
export interface StartOptions {
  /** Link of an engine elsewhere: `--site-url LINK`, or POWERCHAIN_SITE_URL, which other programs can't read. */
  siteUrl?: string
  /** Arguments passed on to the app's own engine: `--site FILE`, `--data DIR`. */
  site?: string
  data?: string
}

/** Reads the app's own arguments; Chromium's are none of our business and pass by. */
export function startOptions(args: readonly string[], env: Record<string, string | undefined>): StartOptions {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: { 'site-url': text, site: text, data: text },
    strict: false,
    allowPositionals: true,
  })
  const siteUrl = word(values['site-url']) ?? word(env['POWERCHAIN_SITE_URL'])
  const site = word(values.site)
  const data = word(values.data)
  return { ...(siteUrl && { siteUrl }), ...(site && { site }), ...(data && { data }) }
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
