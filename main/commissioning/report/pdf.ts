import type { DeviceCheck } from '../../../domain/rpc/field/commissioning.ts'
import type { PdfDocument } from '../../documents/pdf.ts'
import type { ReportContents, ReportedDevice } from './contents.ts'

/** Words and colours of results; the words alone say it too, for a black and white print. */
const results: Record<DeviceCheck['result'], { text: string; color: string }> = {
  pass: { text: 'pass', color: '#1b6b3a' },
  warn: { text: 'look', color: '#8a5a00' },
  fail: { text: 'FAIL', color: '#a31621' },
  notTried: { text: 'not tried', color: '#5b6570' },
}

/** The report as a document to be set. */
export function reportDocument({ site, version, madeAt, timeZone, devices }: ReportContents): PdfDocument {
  const title = `Commissioning report: ${site}`
  const creator = `Powerchain Control Room ${version}`
  const head = [
    { text: title, fontSize: 18, bold: true },
    { text: `Made ${madeAt} (${timeZone}) by ${creator}`, margin: [0, 4, 0, 12] },
  ]
  const content = [...head, summary(devices), ...devices.map(section)]
  return { title, creator, footer: `${site}, ${madeAt}`, content }
}

function summary(devices: readonly ReportedDevice[]): Record<string, unknown> {
  const rows = devices.map((one) => [one.deviceId, one.assetName, one.definition, one.serial || '-', one.acceptance])
  return table(['auto', 'auto', '*', 'auto', '*'], ['Device', 'Asset', 'Definition', 'S/N', 'Acceptance'], rows)
}

function section(device: ReportedDevice): Record<string, unknown> {
  const rows = device.checks.map(({ title, result, detail }) => [title, { ...results[result], bold: true }, detail])
  const { deviceId, assetName, definition, endpoint, serial, mode, acceptance, examined, pulse } = device
  const facts = [
    `${definition}, ${endpoint}, S/N ${serial || 'none'}, mode ${mode}`,
    `Acceptance: ${acceptance}`,
    examined && `Examined: ${examined}`,
    pulse && `Test pulse: ${pulse}`,
  ]
  return {
    stack: [
      { text: assetName ? `${deviceId} (${assetName})` : deviceId, fontSize: 12, bold: true, margin: [0, 14, 0, 2] },
      ...facts.filter(Boolean).map((text) => ({ text })),
      { ...table([80, 45, '*'], ['Check', 'Result', 'What was found'], rows), margin: [0, 4, 0, 0] },
    ],
    unbreakable: true,
  }
}

function table(
  widths: readonly unknown[],
  heads: readonly string[],
  rows: readonly unknown[][],
): Record<string, unknown> {
  const head = heads.map((text) => ({ text, bold: true }))
  return { table: { headerRows: 1, widths, body: [head, ...rows] }, layout: 'lightHorizontalLines' }
}
