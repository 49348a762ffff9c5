import { themeQuartz } from 'ag-grid-community'

/** AG Grid in the product's visual language; colours are CSS variables, so light and dark switch without a new grid. */
export const gridTheme = themeQuartz.withParams({
  backgroundColor: 'var(--raised)',
  foregroundColor: 'var(--text)',
  headerBackgroundColor: 'var(--surface)',
  headerTextColor: 'var(--text2)',
  headerFontSize: 11,
  headerFontWeight: 400,
  fontFamily: "'Inter Variable', Inter, system-ui, sans-serif",
  fontSize: 12,
  rowHeight: 28,
  headerHeight: 28,
  spacing: 4,
  cellHorizontalPadding: 8,
  borderColor: 'var(--line)',
  columnBorder: false,
  headerColumnBorder: false,
  headerColumnResizeHandleColor: 'transparent',
  wrapperBorder: false,
  wrapperBorderRadius: 6,
  selectedRowBackgroundColor: 'var(--accentSoft)',
  rowHoverColor: 'var(--surface)',
  oddRowBackgroundColor: 'var(--raised)',
  accentColor: 'var(--accent)',
  iconSize: 14,
})
