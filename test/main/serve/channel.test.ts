import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Person, Role } from '../../../domain/access.ts'
import { isAllowed } from '../../../domain/access.ts'
import { contract, type Contract } from '../../../domain/rpc/contract.ts'
import { portWire } from '../../../main/serve/message-port.ts'
import { serveFakeSite } from './fake-site.ts'

const operator: Person = { name: 'Ada', role: 'operator' }
const viewer: Person = { name: 'Vic', role: 'viewer' }

let served: ReturnType<typeof serveFakeSite>
const closers: (() => void)[] = []
beforeEach(() => {
  served = serveFakeSite()
})
afterEach(() => {
  for (const close of closers.splice(0)) close()
  served.stop()
})

function connect(person: Person) {
  const { port1, port2 } = new MessageChannel()
  served.channel.connect(portWire(port1 as never), person)
  const client = createORPCClient<ContractRouterClient<Contract>>(new RPCLink({ port: port2 }))
  port2.start()
  closers.push(() => port2.close())
  const raw = (frame: unknown) => port2.postMessage(frame)
  const answers: string[] = []
  port2.on('message', (frame: string) => answers.push(frame))
  const closed = new Promise<void>((resolve) => port2.on('close', () => resolve()))
  return { client, raw, answers, closed, port: port2 }
}

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )

interface Procedure {
  '~orpc': { meta: { role: Role } }
}
type Tree = { [name: string]: Tree | Procedure }

/** Paths of the procedures in a contract or router, groups of groups too. */
function pathsOf(tree: Tree, path: readonly string[] = []): { path: string[]; procedure: Procedure }[] {
  return Object.entries(tree).flatMap(([name, node]) =>
    '~orpc' in node
      ? [{ path: [...path, name], procedure: node as Procedure }]
      : pathsOf(node as Tree, [...path, name]),
  )
}

/** Every procedure of the contract, with its role, as the contract itself says. */
const procedures = pathsOf(contract as unknown as Tree).map(({ path, procedure }) => ({
  name: path.join('.'),
  role: procedure['~orpc'].meta.role,
  call: (client: unknown) => {
    const called = path.reduce((node, name) => (node as Record<string, unknown>)[name], client)
    return (called as () => Promise<unknown>)()
  },
}))

describe('fault 49: roles are checked in the engine', () => {
  test('the contract names the procedures that are served, no more and no less', () => {
    const names = procedures.map(({ name }) => name)
    expect(names.length).toBeGreaterThan(60)
    const handled = pathsOf(served.router as unknown as Tree).map(({ path }) => path.join('.'))
    expect(handled.toSorted()).toEqual(names.toSorted())
  })

  test.each(procedures)('$name asks for $role', async ({ role, call }) => {
    const outcome = await codeOf(call(connect(viewer).client))
    expect(outcome === 'Access.Denied').toBe(!isAllowed('viewer', role))
  })

  test('a viewer who calls directly changes nothing, and the attempt is on record once', async () => {
    const { client } = connect(viewer)
    for (let i = 0; i < 3; i++)
      expect(await codeOf(client.dispatch.setMode({ mode: 'manual', reason: 'because' }))).toBe('Access.Denied')
    expect(served.commands).toEqual([])
    expect(served.audited).toMatchObject([{ action: 'AccessDenied', detail: expect.stringContaining('Vic (viewer)') }])
  })
})

test('an operator calls, and is known by name', async () => {
  const { client } = connect(operator)
  expect(await client.site.describe()).toMatchObject({ name: 'Fake site', person: operator })
  await client.dispatch.operate({
    reservationId: 'r-1',
    powerKW: -300,
    reason: 'a test',
    until: 1,
    idempotencyKey: 'key-12345',
  })
  await client.alarms.acknowledge({ alarmId: 'a-1' })
  expect(served.commands).toEqual(['Ada -300', 'Ada acknowledged'])
})

describe('what goes wrong is told with a code and no inner workings', () => {
  test('our own errors keep code, sentence and facts', async () => {
    const error = await connect(operator)
      .client.dispatch.select({ assetId: 'nobody' })
      .catch((e: unknown) => e)
    expect(error).toMatchObject({
      code: 'Dispatch.UnknownAsset',
      message: 'There is no asset nobody.',
      data: { details: { assetId: 'nobody' } },
    })
  })

  test('input that does not fit names the field', async () => {
    const wrong = { mode: 'turbo', reason: 'because', extra: 1 } as never
    const error = await connect(operator)
      .client.dispatch.setMode(wrong)
      .catch((e: unknown) => e)
    expect(error).toMatchObject({ code: 'InvalidInput', message: expect.stringContaining('mode') })
    expect(served.commands).toEqual([])
  })

  test.each(['NaN', 'Infinity', 1e9, '300', null, {}])('power %s is no power', async (powerKW) => {
    const { client } = connect(operator)
    const input = {
      reservationId: 'r-1',
      powerKW: typeof powerKW === 'string' && powerKW !== '300' ? Number(powerKW) : powerKW,
    }
    expect(await codeOf(client.dispatch.check(input as never))).toBe('InvalidInput')
  })

  test('an unknown method is refused as unknown', async () => {
    const client = connect(operator).client as unknown as Record<string, Record<string, () => Promise<unknown>>>
    expect(await codeOf(client['dispatch']?.['shutdown']?.() ?? Promise.resolve())).toBe('UnknownMethod')
    expect(await codeOf(client['__proto__x']?.['constructor']?.() ?? Promise.resolve())).toBe('UnknownMethod')
  })

  test('an unexpected error says nothing about the inside', async () => {
    served.fails.headroom = true
    const stream = await connect(operator).client.live.stream()
    const error = await stream.next().catch((e: unknown) => e)
    expect(error).toMatchObject({ code: 'Internal' })
    expect(JSON.stringify(error)).not.toContain('/home')
  })
})

describe('malformed frames end the connection and leave the engine untouched', () => {
  test.each([
    ['a number', 42],
    ['an object', { i: '1', p: { u: '/site/describe' } }],
    ['bytes', new Uint8Array([1, 2, 3])],
    ['no JSON', '{"i":'],
    ['no id', '{"p":{"u":"/site/describe"}}'],
    ['an array', '[]'],
    ['null', 'null'],
    ['a foreign address', '{"i":"1","p":{"u":"http://evil.example/site/describe"}}'],
    ['an upload', '{"i":"1","p":{"u":"/site/describe","h":{"content-disposition":"attachment"}}}'],
    ['a stream from the page', '{"i":"1","t":3,"p":{"e":"message","d":1}}'],
    ['an unknown key', '{"i":"1","p":{"u":"/site/describe"},"x":1}'],
    ['too long', `{"i":"1","p":{"u":"/site/describe","b":"${'x'.repeat(300_000)}"}}`],
  ])('%s', async (_name, frame) => {
    const { raw, closed } = connect(operator)
    raw(frame)
    await closed
    expect(await connect(operator).client.site.describe()).toMatchObject({ name: 'Fake site' })
  })

  test('a body nested 100,000 deep is refused and harms nobody', async () => {
    const { raw, answers } = connect(operator)
    raw(`{"i":"1","p":{"u":"/dispatch/select","b":{"json":${'['.repeat(100_000)}${']'.repeat(100_000)}}}}`)
    await connect(operator).client.site.describe()
    await expect.poll(() => answers.length).toBe(1)
    expect(answers[0]).toMatch(/"s":(400|500)/)
  })
})

test('more than 200 calls at once are answered with a code; a flood ends the connection', async () => {
  const { raw, answers, closed } = connect(operator)
  for (let i = 0; i < 300; i++) raw(`{"i":"${i}","p":{"u":"/nothing"}}`)
  await expect.poll(() => answers.length).toBe(300)
  expect(answers.filter((frame) => frame.includes('TooManyCalls')).length).toBeGreaterThan(80)
  for (let i = 0; i < 3_000; i++) raw(`{"i":"x${i}","p":{"u":"/nothing"}}`)
  await closed
})
