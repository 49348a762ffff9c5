import { dirname, sep } from 'node:path'

/** A document to be set on A4: plain values only, so that they reach another thread. */
export interface PdfDocument {
  title: string
  creator: string
  /** Left in the foot of each page; the number of the page stands on the right. */
  footer: string
  /** Content in the words of pdfmake. */
  content: readonly unknown[]
}

/** The document as a PDF on A4 with page numbers. Fonts are those of the package; nothing is fetched. */
export async function setPdf({ title, creator, footer, content }: PdfDocument): Promise<Buffer> {
  // Some megabytes of library that only this needs.
  const [{ default: pdfmake }, { default: fonts }] = await Promise.all([
    import('pdfmake'),
    import('pdfmake/fonts/Roboto.js'),
  ])
  const folders = Object.values(fonts).flatMap((font) => Object.values(font).map((file) => dirname(file) + sep))
  pdfmake.setFonts(fonts)
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => folders.some((folder) => path.startsWith(folder)))
  const document = {
    pageSize: 'A4',
    pageMargins: [40, 50, 40, 50],
    info: { title, creator },
    defaultStyle: { font: 'Roboto', fontSize: 9 },
    footer: (page: number, pages: number) => ({
      columns: [footer, { text: `Page ${page} of ${pages}`, alignment: 'right' }],
      margin: [40, 16],
      fontSize: 8,
    }),
    content,
  }
  return pdfmake.createPdf(document).getBuffer()
}
