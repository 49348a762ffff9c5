import { execFileSync } from 'node:child_process'
import { writeFileSync, chmodSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import { canonical } from '../../../main/proof/keep/canonical.ts'
import { openSiteKey } from '../../../main/proof/keep/site-key.ts'
import { verifyText } from '../../../main/verify/documents.ts'
import { createProvenPlant, type ProvenPlant } from './proven-plant.ts'

let plant: ProvenPlant
let document = ''
let ids: string[] = []

beforeAll(async () => {
  plant = createProvenPlant()
  await plant.run(60)
  for (const powerKW of [-650, -400, -800]) {
    plant.operate('c1', powerKW)
    await plant.run(75)
  }
  ids = plant
    .proofs()
    .list({ limit: 9 })
    .kept.map(({ id }) => id)
    .toReversed()
  const file = await plant.proofs().export(ids[1] ?? '', 'json')
  document = Buffer.from(file.base64, 'base64').toString('utf8')
}, 60_000)
afterAll(() => plant.close())

/** Somebody with a hex editor, for the time of one look: the triggers are no obstacle. */
async function lookAtTampered(...statements: string[]) {
  plant.db.run('SAVEPOINT tampered')
  try {
    plant.db.run('DROP TRIGGER proof_is_never_changed')
    plant.db.run('DROP TRIGGER proof_is_never_deleted')
    for (const sql of statements) plant.db.run(sql)
    return (await plant.verify()).broken
  } finally {
    plant.db.run('ROLLBACK TO tampered')
    plant.db.run('RELEASE tampered')
  }
}

/** The text of a column with another first character. */
const other = (column: string) => `CASE WHEN ${column} LIKE '0%' THEN '1' ELSE '0' END || substr(${column}, 2)`

describe('one changed byte', () => {
  test('nothing is changed: all records fit', async () => {
    expect(await plant.verify()).toMatchObject({ records: 3, broken: null })
  })

  test.each([
    [
      'a figure of a record',
      `UPDATE proof SET record = replace(record, '"powerKW":-400', '"powerKW":-401') WHERE n = 2`,
      2,
    ],
    ['a name in a record', `UPDATE proof SET record = replace(record, 'Anna', 'Anne') WHERE n = 2`, 2],
    ['a space in a record', `UPDATE proof SET record = replace(record, '"ended":', '"ended": ') WHERE n = 2`, 2],
    [
      'a sample',
      `UPDATE proof_samples SET power_kw = replace(power_kw, '-400', '-399') WHERE proof = '$2' AND place = 3`,
      2,
    ],
    ['samples taken out', `DELETE FROM proof_samples WHERE proof = '$2' AND place = 2`, 2],
    ['the signature', `UPDATE proof SET signature = ${other('signature')} WHERE n = 2`, 2],
    ['the hash', `UPDATE proof SET hash = ${other('hash')} WHERE n = 2`, 2],
    ['what it follows', `UPDATE proof SET prev = ${other('prev')} WHERE n = 3`, 3],
    ['how it is listed', `UPDATE proof SET outcome = 'delivered', service = 'afrr' WHERE n = 3`, 3],
    ['the key', `UPDATE proof_key SET public_key = replace(public_key, 'A', 'B')`, 1],
    ['no JSON any more', `UPDATE proof SET record = substr(record, 2) WHERE n = 1`, 1],
    ['the second record taken out', `DELETE FROM proof WHERE n = 2`, 3],
    ['the last record cut off', `DELETE FROM proof WHERE n = 3`, 3],
  ])('%s: the record is named', async (_what, sql, n) => {
    const broken = await lookAtTampered(sql.replace('$2', ids[1] ?? ''))
    expect(broken).toMatchObject({ n, reason: expect.stringMatching(/\w/) })
    // what is gone has no id to name
    expect(['', ids[n - 1]]).toContain(broken?.id)
  })

  test('records can be neither changed nor deleted by a statement of the program', () => {
    expect(() => plant.db.run('DELETE FROM proof')).toThrow(/append-only/)
    expect(() => plant.db.run("UPDATE proof SET outcome = 'delivered'")).toThrow(/append-only/)
  })

  test('a chain that somebody with a key of their own wrote anew does not fit its anchors', async () => {
    const anchors = join(plant.dataDir, 'proof.anchors')
    writeFileSync(anchors, `${JSON.stringify({ n: 2, hash: 'f'.repeat(64) })}\n`)
    expect((await plant.verify()).broken).toMatchObject({ n: 2, reason: expect.stringContaining('anchor') })
    writeFileSync(anchors, '')
  })
})

const wrong = (text: string) => verifyText(text).filter(({ result }) => result === 'wrong')

function run(...args: string[]): { code: number; out: string } {
  try {
    return { code: 0, out: execFileSync(process.execPath, ['main/verify/cli.ts', ...args], { encoding: 'utf8' }) }
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string }
    return { code: status, out: stdout }
  }
}

describe('a document that was given away', () => {
  test('verifies without the site: seal and verdict', () => {
    const findings = verifyText(document)
    expect(findings.filter(({ result }) => result === 'right').map(({ what }) => what)).toEqual(['seal', 'verdict'])
    expect(findings.filter(({ result }) => result === 'wrong')).toEqual([])
  })

  test('any one letter or digit that is another is found', () => {
    fc.assert(
      fc.property(fc.nat(document.length - 1), fc.constantFrom('0', '7', 'a', 'Z'), (at, letter) => {
        const before = document.charAt(at)
        fc.pre(/[A-Za-z0-9]/.test(before) && before !== letter)
        // the last letters of base64 may hold bits that mean nothing
        fc.pre(!/^.{0,2}={1,2}"/.test(document.slice(at)))
        expect(wrong(document.slice(0, at) + letter + document.slice(at + 1))).not.toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['another kind', '{"kind":"powerchain/nothing"}'],
    ['a name from the prototype', '{"kind":"toString"}'],
    ['a proof without its parts', '{"kind":"powerchain/proof-of-response","version":1}'],
  ])('%s is refused in words', (_what, text) => {
    expect(wrong(text)).toMatchObject([{ result: 'wrong', detail: expect.stringMatching(/\w{4}/) }])
  })

  test('npm run verify says it with its exit code', () => {
    const [right, tampered] = [join(plant.dataDir, 'right.json'), join(plant.dataDir, 'tampered.json')]
    writeFileSync(right, document)
    writeFileSync(tampered, document.replace('Anna', 'Anne'))
    expect(run(right)).toMatchObject({
      code: 0,
      out: expect.stringContaining('right seal: as it was written: record 2'),
    })
    const both = run('--json', right, tampered)
    expect(both.code).toBe(1)
    expect(
      both.out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { isRight: boolean }).isRight),
    ).toEqual([true, false])
    expect(run(join(plant.dataDir, 'nowhere.json')).code).toBe(1)
    expect(run().code).toBe(2)
  })
})

describe('canonical JSON', () => {
  test('knows no order of names, no spaces, and nothing undefined', () => {
    expect(canonical({ b: [1.5, null, 'ü"'], a: { d: undefined, c: true } })).toBe(
      '{"a":{"c":true},"b":[1.5,null,"ü\\""]}',
    )
  })

  test('is the same text after it was read back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value))
      }),
    )
  })
})

describe('the key file', () => {
  test('others who could read it no longer can', () => {
    const file = join(plant.dataDir, 'open.pem')
    const { keyId } = openSiteKey(file, silentLog)
    chmodSync(file, 0o644)
    expect(openSiteKey(file, silentLog).keyId).toBe(keyId)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('a file that holds no key is not replaced', () => {
    const file = join(plant.dataDir, 'broken.pem')
    writeFileSync(file, 'not a key')
    expect(() => openSiteKey(file, silentLog)).toThrow(/does not hold the site's Ed25519 key/)
  })
})
