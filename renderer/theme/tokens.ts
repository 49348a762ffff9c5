/** Scheme the room is shown in. */
export type Scheme = 'light' | 'dark'

/** Every colour of the product, by name, light then dark. The only colour literals there are. */
export const colours = {
  bg: ['#E4E6E9', '#131518'],
  surface: ['#F2F3F5', '#1B1E22'],
  raised: ['#FBFBFC', '#24282D'],
  track: ['#DDE0E4', '#2D3238'],
  band: ['#C3C8D0', '#454C56'],
  line: ['#D3D6DB', '#31363D'],
  line2: ['#A7ADB7', '#545C67'],
  field: ['#838A95', '#78818D'],
  text: ['#1A1D22', '#E7E9EC'],
  text2: ['#434A54', '#B6BCC5'],
  text3: ['#59616C', '#959DA8'],
  process: ['#4A525E', '#B3BAC4'],
  process2: ['#87909C', '#7B8490'],
  fill: ['#5A6472', '#7F8995'],
  flow: ['#A9B0BA', '#59626D'],
  hatch: ['#9199A5', '#6B747F'],
  accent: ['#2A5B92', '#82B4EA'],
  accentSoft: ['#DCE6F2', '#20344A'],
  onAccent: ['#FFFFFF', '#10161D'],
  primary: ['#2B3038', '#DDE0E5'],
  onPrimary: ['#FFFFFF', '#16191D'],
  scrim: ['rgba(28,32,38,.28)', 'rgba(0,0,0,.5)'],
  p1: ['#C4122F', '#FF5A68'],
  on1: ['#FFFFFF', '#15171A'],
  t1: ['#B00E29', '#FF8790'],
  f1: ['#F6DADD', '#43191E'],
  p2: ['#E9780F', '#FF9636'],
  on2: ['#1A1D22', '#15171A'],
  t2: ['#8F4300', '#FFAE66'],
  f2: ['#F9E2CE', '#402811'],
  p3: ['#E8BD13', '#F0CB40'],
  on3: ['#1A1D22', '#15171A'],
  t3: ['#6B5200', '#F0CF58'],
  f3: ['#F5EAC0', '#383012'],
  p4: ['#14798B', '#48C3D4'],
  on4: ['#FFFFFF', '#15171A'],
  t4: ['#0D6473', '#6CD2E0'],
  f4: ['#D5EBEE', '#13343A'],
  sup: ['#6A4FBF', '#AA97F4'],
  tsup: ['#5B41AE', '#BDAEF8'],
  fsup: ['#E6E0F6', '#2B2547'],
  s1: ['#1A6BAF', '#5397E6'],
  s2: ['#794C00', '#EBC57D'],
  s3: ['#064C2F', '#A8EBC4'],
  s4: ['#5B2F6F', '#9E79AC'],
  s5: ['#565B68', '#ABBCC6'],
  s6: ['#BC7A8A', '#BA7184'],
  s7: ['#0895B7', '#65D4FE'],
  shadow: [
    '0 12px 32px rgba(20,24,31,.22), 0 2px 6px rgba(20,24,31,.14)',
    '0 16px 40px rgba(0,0,0,.6), 0 2px 8px rgba(0,0,0,.5)',
  ],
} as const satisfies Record<string, readonly [light: string, dark: string]>

/** Name of a colour; in CSS `var(--NAME)`. */
export type ColourName = keyof typeof colours

/** A colour's value, for what cannot read CSS variables (canvas). */
export function colour(scheme: Scheme, name: ColourName): string {
  return colours[name][scheme === 'light' ? 0 : 1]
}

/** Every colour of a scheme as CSS variables. */
export function colourVariables(scheme: Scheme): Record<string, string> {
  const names = Object.keys(colours) as ColourName[]
  return Object.fromEntries(names.map((name) => [`--${name}`, colour(scheme, name)]))
}

/** Ten greys from lightest to darkest; the third is the dark scheme's primary, the ninth the light scheme's. */
export const inkShades = [
  '#F2F3F5',
  '#E7E9EC',
  '#DDE0E5',
  '#C3C8D0',
  '#A7ADB7',
  '#838A95',
  '#59616C',
  '#434A54',
  '#2B3038',
  '#1A1D22',
] as const

/** Greys of the dark scheme in the places where Mantine looks for them: words first, then borders, fields, surfaces. */
export const darkShades = [
  colours.text[1],
  colours.text2[1],
  colours.text3[1],
  colours.text3[1],
  colours.field[1],
  colours.track[1],
  colours.raised[1],
  colours.bg[1],
  colours.surface[1],
  colours.bg[1],
] as const
