import { expect, test } from 'vitest'
import { readIdentification } from '../../../devices/transports/modbus/identification.ts'
import { answerLength, answerTo, type ModbusRequest, requestPdu } from '../../../devices/transports/modbus/requests.ts'

const coils = (bits: string) => [...bits].map((bit) => bit === '1')
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const company = Buffer.from('Company')

/** Examples of the standard (Modbus Application Protocol 1.1b3, section 6): request, its bytes, its answer, what it carries. */
const examples: [string, ModbusRequest, string, string, string][] = [
  ['1', { kind: 'read', table: 'coil', start: 19, length: 19 }, '01 0013 0013', '01 03 cd6b05', 'cd6b05'],
  ['2', { kind: 'read', table: 'discrete', start: 196, length: 22 }, '02 00c4 0016', '02 03 acdb35', 'acdb35'],
  [
    '3',
    { kind: 'read', table: 'holding', start: 107, length: 3 },
    '03 006b 0003',
    '03 06 022b00000064',
    '022b00000064',
  ],
  ['4', { kind: 'read', table: 'input', start: 8, length: 1 }, '04 0008 0001', '04 02 000a', '000a'],
  ['5', { kind: 'writeCoils', start: 172, values: [true] }, '05 00ac ff00', '05 00ac ff00', ''],
  ['6', { kind: 'write', start: 1, values: hex('0003') }, '06 0001 0003', '06 0001 0003', ''],
  ['15', { kind: 'writeCoils', start: 19, values: coils('1011001110') }, '0f 0013 000a 02 cd01', '0f 0013 000a', ''],
  ['16', { kind: 'write', start: 1, values: hex('000a0102') }, '10 0001 0002 04 000a0102', '10 0001 0002', ''],
  [
    '15 for one coil',
    { kind: 'writeCoils', start: 19, values: [true], isMultiple: true },
    '0f 0013 0001 01 01',
    '0f 0013 0001',
    '',
  ],
  [
    '16 for one register',
    { kind: 'write', start: 1, values: hex('000a'), isMultiple: true },
    '10 0001 0001 02 000a',
    '10 0001 0001',
    '',
  ],
  ['22', { kind: 'mask', start: 4, and: 0xf2, or: 0x25 }, '16 0004 00f2 0025', '16 0004 00f2 0025', ''],
  [
    '23',
    { kind: 'readWrite', start: 3, length: 6, writeStart: 14, values: hex('00ff00ff00ff') },
    '17 0003 0006 000e 0003 06 00ff00ff00ff',
    '17 0c 00fe0acd00010003000d00ff',
    '00fe0acd00010003000d00ff',
  ],
  [
    '43/14',
    { kind: 'identify', level: 1, object: 0 },
    '2b 0e 01 00',
    `2b 0e 01 01 00 00 01 00 07 ${company.toString('hex')}`,
    `00 00 01 00 07 ${company.toString('hex')}`,
  ],
]

test.each(examples)(
  'function %s goes out and comes back as the standard says',
  (_name, request, sent, answer, data) => {
    expect(requestPdu(request)).toEqual(hex(sent))
    expect(answerTo(request, hex(answer))).toEqual(hex(data))
    expect(answerLength(hex(sent), hex(answer))).toBe(hex(answer).length)
  },
)

test.each(examples)('fault 6: an answer to function %s with a byte more or less does not fit', (...example) => {
  const [, request, , answer] = example
  const [short, long] = [hex(answer).subarray(0, -1), Buffer.concat([hex(answer), Buffer.of(0)])]
  for (const wrong of [short, long])
    expect(() => answerTo(request, wrong)).toThrow(expect.objectContaining({ code: 'Device.BadAnswer' }))
})

test('identification is read to its end, over several answers', async () => {
  const answers = ['ff 01 01 00 04 41636d65', '00 00 02 01 03 583130 80 01 39']
  const asked: number[] = []
  const ask = (request: ModbusRequest) => {
    if (request.kind === 'identify') asked.push(request.object)
    return Promise.resolve(hex(answers.shift() ?? ''))
  }
  expect(await readIdentification({ ask, close: () => {} })).toEqual({
    vendorName: 'Acme',
    productCode: 'X10',
    128: '9',
  })
  expect(asked).toEqual([0, 1])
})

const endless = { ask: () => Promise.resolve(hex('ff 00 00')), close: () => {} }

test('identification that never ends is given up', async () => {
  await expect(readIdentification(endless)).rejects.toMatchObject({ code: 'Device.BadAnswer' })
})
