import { expect, test } from 'vitest'
import { startOptions } from '../../electron/start-options.ts'

test.each([
  [[], {}, {}],
  [['--site-url', 'http://a'], { POWERCHAIN_SITE_URL: 'http://b' }, { siteUrl: 'http://a' }],
  [['--no-sandbox', '.'], { POWERCHAIN_SITE_URL: 'http://b' }, { siteUrl: 'http://b' }],
  [['--inspect=0', '--site=a.yaml', '--data', 'd'], {}, { site: 'a.yaml', data: 'd' }],
  [['--site-url'], { POWERCHAIN_SITE_URL: '' }, {}],
] as const)('%j with %j says %j', (args, env, expected) => {
  expect(startOptions(args, env)).toEqual(expected)
})
