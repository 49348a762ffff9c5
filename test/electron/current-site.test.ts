import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSettings } from '../../electron/settings.ts'
import { createCurrentSite } from '../../electron/site-choice/current-site.ts'

const token = 'Zk3-_abcdefghijklmnop'
const siteUrl = `http://127.0.0.1:8080/?token=${token}`
const link = { address: 'http://127.0.0.1:9000', token }
let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'shell-'))))
afterEach(() => rmSync(folder, { recursive: true }))

function open(given: { siteUrl?: string; whyNoEngine?: string } = {}) {
  const settings = createSettings({ file: join(folder, 'shell.json') })
  return createCurrentSite({ settings, siteUrl: given.siteUrl, whyNoEngine: given.whyNoEngine })
}

test('at first the own site is shown, over a port and with no network', () => {
  const site = open()
  expect(site.isOwn()).toBe(true)
  expect(site.connection()).toEqual({ kind: 'port' })
  expect(site.socketOrigin()).toBeUndefined()
  expect(site.question()).toBeUndefined()
})

test('a link given at the start counts, for this run only', () => {
  const site = open({ siteUrl })
  expect(site.connection()).toEqual({ kind: 'webSocket', url: `ws://127.0.0.1:8080/rpc?token=${token}` })
  expect(site.socketOrigin()).toBe('ws://127.0.0.1:8080')
  expect(open().isOwn()).toBe(true)
})

test('a wrong link at the start is asked for again, and no engine starts meanwhile', () => {
  const site = open({ siteUrl: 'http://127.0.0.1:8080/' })
  expect(site.isOwn()).toBe(false)
  expect(site.question()?.notice).toMatch(/token/)
  expect(() => site.connection()).toThrow(/no site/)
})

test('the chosen site is remembered without its token, which is asked for next time', () => {
  open().openElsewhere(link)
  expect(readFileSync(join(folder, 'shell.json'), 'utf8')).not.toContain(token)
  const next = open()
  expect(next.question()).toEqual({ address: link.address, notice: expect.stringMatching(/not stored/) })
  expect(next.socketOrigin()).toBeUndefined()
  next.openElsewhere(link)
  expect(next.socketOrigin()).toBe('ws://127.0.0.1:9000')
  next.openOwn()
  expect(open().connection()).toEqual({ kind: 'port' })
})

test('a runtime that cannot run the engine asks for a site elsewhere and says why', () => {
  const site = open({ whyNoEngine: 'too old' })
  expect(site.isOwn()).toBe(false)
  expect(site.question()).toEqual({ address: '', notice: 'too old' })
})
