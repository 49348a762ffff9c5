/** Fill of bad quality and of what a limit forbids, `fill="url(#hatch)"`. Stands once in the frame. */
export function HatchDefinition() {
  return (
    <svg width="0" height="0" aria-hidden="true" style={{ position: 'absolute' }}>
      <defs>
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="5" stroke="var(--hatch)" strokeWidth="1.5" />
        </pattern>
      </defs>
    </svg>
  )
}
