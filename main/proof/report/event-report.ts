import type { SiteConfig } from '../../../domain/site.ts'
import type { Proof } from '../../../domain/rpc/dispatch/proof.ts'
import type { PdfDocument } from '../../documents/pdf.ts'
import { proofChart } from './chart.ts'
import { figuresOf, instantWords, outcomeWords } from './figures.ts'

const quiet = '#59616C'

/** The report of one event as a document on A4: chart, figures, who did what, and how to verify it. */
export function eventReport(proof: Proof, { site, version }: { site: SiteConfig; version: string }): PdfDocument {
  const { order, verdict, contributions } = proof
  const nameOf = (id: string) => site.assets.find((asset) => asset.id === id)?.name ?? id
  const title = `Proof of response: ${nameOf(order.assetId)}`
  const figures = figuresOf(proof)
  return {
    title: `${title}, ${site.name}`,
    creator: `Powerchain Control Room ${version}`,
    footer: `${site.name}, order ${order.orderId}`,
    content: [
      { text: title, fontSize: 18, bold: true },
      { text: `${site.name}, ${instantWords(order.from)}`, margin: [0, 4, 0, 0] },
      { text: outcomeWords[verdict.outcome], fontSize: 13, bold: true, margin: [0, 8, 0, 4] },
      { svg: proofChart(proof), margin: [0, 4, 0, 8] },
      {
        table: {
          widths: [130, '*'],
          body: figures.map(([name, words]) => [{ text: name, color: quiet }, broken(words)]),
        },
        layout: 'lightHorizontalLines',
        fontSize: 8,
      },
      ...(contributions.length === 0 ? [] : [contributionTable(proof, nameOf)]),
      {
        text: 'The JSON document of this record verifies without the site: npm run verify -- FILE.',
        color: quiet,
        fontSize: 7.5,
        margin: [0, 8, 0, 0],
      },
    ],
  }
}

function contributionTable({ contributions }: Proof, nameOf: (id: string) => string): unknown {
  const rows = contributions.map(({ assetId, beforeKW, duringKW }) => {
    const changeKW = beforeKW === null || duringKW === null ? null : duringKW - beforeKW
    return [
      nameOf(assetId),
      ...[beforeKW, duringKW, changeKW].map((value) => ({ text: powerCell(value), alignment: 'right' })),
    ]
  })
  const head = ['Asset', 'Before, kW', 'During, kW', 'Change, kW'].map((text) => ({ text, bold: true }))
  return {
    stack: [
      { text: 'What each asset did', bold: true, margin: [0, 10, 0, 2] },
      {
        table: { headerRows: 1, widths: ['*', 80, 80, 80], body: [head, ...rows] },
        layout: 'lightHorizontalLines',
        fontSize: 8,
      },
    ],
  }
}

function powerCell(powerKW: number | null): string {
  return powerKW === null ? 'missing' : powerKW.toFixed(1)
}

/** Long digests have no place where a line could end. */
function broken(words: string): string {
  return words.replaceAll(/(\S{60})(?=\S)/g, '$1 ')
}
