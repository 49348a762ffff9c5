import { dirname, sep } from 'node:path'
import type { DeviceCheck } from '../../../domain/rpc/commissioning.ts'
import type { ReportContents, ReportedDevice } from './contents.ts'

/** Words and colours of results; the words alone say it too, for a black and white print. */
const results: Record<DeviceCheck['result'], { text: string; color: string }> = {
  pass: { text: 'pass', color: '#1b6b3a' },
  warn: { text: 'look', color: '#8a5a00' },
  fail: { text: 'FAIL', color: '#a31621' },
  notTried: { text: 'not tried', color: '#5b6570' },
}

/** The report as a PDF on A4 with page numbers. Fonts are those of the package; nothing is fetched. */
export async function reportPdf(contents: ReportContents): Promise<Buffer> {
  // Some megabytes of library that only this needs.
  const [{ default: pdfmake }, { default: fonts }] = await Promise.all([
    import('pdfmake'),
    import('pdfmake/fonts/Roboto.js'),
  ])
  const folders = Object.values(fonts).flatMap((font) => Object.values(font).map((file) => dirname(file) + sep))
  pdfmake.setFonts(fonts)
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => folders.some((folder) => path.startsWith(folder)))
  return pdfmake.createPdf(definitionOf(contents)).getBuffer()
}

function definitionOf({ site, version, madeAt, timeZone, devices }: ReportContents): Record<string, unknown> {
  const title = `Commissioning report: ${site}`
  return {
    pageSize: 'A4',
    pageMargins: [40, 50, 40, 50],
    info: { title, creator: `Powerchain Control Room ${version}` },
    defaultStyle: { font: 'Roboto', fontSize: 9 },
    footer: (page: number, pages: number) => ({
      columns: [`${site}, ${madeAt}`, { text: `Page ${page} of ${pages}`, alignment: 'right' }],
      margin: [40, 16],
      fontSize: 8,
    }),
    content: [
      { text: title, fontSize: 18, bold: true },
      { text: `Made ${madeAt} (${timeZone}) by Powerchain Control Room ${version}`, margin: [0, 4, 0, 12] },
      summary(devices),
      ...devices.map(section),
    ],
  }
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
