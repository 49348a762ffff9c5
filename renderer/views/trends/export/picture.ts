import { colour, type Scheme } from '../../../theme/tokens.ts'

/** A line of the picture's legend. */
export interface LegendEntry {
  colour: string
  words: string
}

const scale = 2
const [head, rowPx, pad] = [48, 18, 14]
const font = "'Inter Variable', Inter, sans-serif"

/** The chart as it is seen, as PNG: title and times above, the panes, the legend beneath. */
export async function chartPicture(given: {
  chart: HTMLElement
  scheme: Scheme
  title: string
  times: string
  legend: readonly LegendEntry[]
}): Promise<Blob> {
  const { chart, scheme, title, times, legend } = given
  const [width, height] = [chart.clientWidth, chart.clientHeight]
  const columns = Math.max(1, Math.floor(width / 320))
  const foot = Math.ceil(legend.length / columns) * rowPx + 2 * pad
  const canvas = document.createElement('canvas')
  canvas.width = width * scale
  canvas.height = (head + height + foot) * scale
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser draws no pictures')
  pen.scale(scale, scale)
  pen.fillStyle = colour(scheme, 'raised')
  pen.fillRect(0, 0, width, head + height + foot)
  write(pen, { words: title, x: pad, y: 20, font: `600 14px ${font}`, ink: colour(scheme, 'text') })
  write(pen, { words: times, x: pad, y: 38, font: `12px ${font}`, ink: colour(scheme, 'text2') })
  await drawLayer(pen, chart, 'ground', { width, height })
  for (const lines of chart.querySelectorAll('canvas')) pen.drawImage(lines, 0, head, width, height)
  await drawLayer(pen, chart, 'marks', { width, height })
  legend.forEach((entry, i) => {
    const x = pad + (i % columns) * ((width - 2 * pad) / columns)
    const y = head + height + pad + Math.floor(i / columns) * rowPx + 8
    pen.fillStyle = entry.colour
    pen.fillRect(x, y - 1, 18, 2)
    write(pen, { words: entry.words, x: x + 26, y: y + 4, font: `12px ${font}`, ink: colour(scheme, 'text') })
  })
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be made'))), 'image/png')
  })
}

function write(
  pen: CanvasRenderingContext2D,
  given: { words: string; x: number; y: number; font: string; ink: string },
): void {
  pen.font = given.font
  pen.fillStyle = given.ink
  pen.fillText(given.words, given.x, given.y)
}

/** Draws one of the chart's SVG layers; its colours are in its attributes, so it needs no style of the page. */
async function drawLayer(
  pen: CanvasRenderingContext2D,
  chart: HTMLElement,
  name: string,
  { width, height }: { width: number; height: number },
): Promise<void> {
  const layer = chart.querySelector(`svg[data-layer='${name}']`)
  if (!layer) return
  const copy = layer.cloneNode(true) as SVGElement
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  const picture = new Image()
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(copy.outerHTML)}`
  await picture.decode()
  pen.drawImage(picture, 0, head, width, height)
}
