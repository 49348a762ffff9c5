import {
  Autocomplete,
  Button,
  Checkbox,
  createTheme,
  type CSSVariablesResolver,
  FileInput,
  Modal,
  NumberInput,
  rem,
  PasswordInput,
  SegmentedControl,
  Select,
  Tabs,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core'
import { colourVariables, darkShades, inkShades, type Scheme } from './tokens.ts'

const input = { size: 'xs', styles: { label: { fontWeight: 400, fontSize: rem(11), color: 'var(--text2)' } } } as const

const filled = {
  '--button-bg': 'var(--primary)',
  '--button-hover': 'var(--primary)',
  '--button-color': 'var(--onPrimary)',
}

/** Mantine in the product's visual language. */
export const theme = createTheme({
  fontFamily: "'Inter Variable', Inter, system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', 'JetBrains Mono', monospace",
  fontSizes: { xs: rem(11), sm: rem(12), md: rem(13), lg: rem(14), xl: rem(16) },
  spacing: { xs: rem(4), sm: rem(8), md: rem(12), lg: rem(16), xl: rem(24) },
  radius: { xs: rem(2), sm: rem(3), md: rem(5), lg: rem(6), xl: rem(8) },
  lineHeights: { xs: '16px', sm: '18px', md: '20px', lg: '20px', xl: '24px' },
  headings: { fontWeight: '600' },
  defaultRadius: 'md',
  colors: { ink: [...inkShades], dark: [...darkShades] },
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 2 },
  autoContrast: true,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'xs', variant: 'default' },
      vars: (_, { variant }) => ({
        root: {
          '--button-height': rem(28),
          '--button-padding-x': rem(12),
          '--button-fz': rem(13),
          ...(variant === 'filled' ? filled : {}),
        },
      }),
      styles: { root: { fontWeight: 500 } },
    }),
    // The tick of its own choice can hardly be seen on the light box of the dark scheme.
    Checkbox: Checkbox.extend({ defaultProps: { color: 'var(--primary)', iconColor: 'var(--onPrimary)' } }),
    Modal: Modal.extend({
      defaultProps: {
        radius: 'xl',
        transitionProps: { duration: 120, transition: 'fade' },
        overlayProps: { color: 'var(--scrim)', backgroundOpacity: 1 },
        yOffset: rem(112),
      },
      styles: {
        // Rail, top bar, alarm banner and the strip of open links stay clear.
        overlay: { top: `var(--frame-top, ${rem(84)})`, left: rem(76), bottom: rem(26) },
        // Also where a dialog is drawn inside a narrow part of the page.
        inner: { left: 0 },
        content: { background: 'var(--raised)', boxShadow: 'var(--shadow)', border: '1px solid var(--line2)' },
        header: { background: 'var(--raised)' },
        title: { fontWeight: 600 },
      },
    }),
    NumberInput: NumberInput.extend({ defaultProps: { ...input, hideControls: true } }),
    FileInput: FileInput.extend({ defaultProps: input }),
    PasswordInput: PasswordInput.extend({ defaultProps: input }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'xs', transitionDuration: 0, withItemsBorders: false },
      styles: {
        root: { background: 'var(--track)' },
        indicator: { background: 'var(--raised)', border: '1px solid var(--line2)', boxShadow: 'none' },
      },
    }),
    Select: Select.extend({ defaultProps: input }),
    Autocomplete: Autocomplete.extend({ defaultProps: input }),
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
    Textarea: Textarea.extend({ defaultProps: input }),
    TextInput: TextInput.extend({ defaultProps: input }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, color: 'ink', fz: 11, events: { hover: true, focus: true, touch: false } },
    }),
  },
})

function variables(scheme: Scheme): Record<string, string> {
  return {
    ...colourVariables(scheme),
    '--mantine-color-body': 'var(--bg)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text3)',
    '--mantine-color-placeholder': 'var(--text3)',
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--field)',
    '--mantine-color-default-hover': 'var(--track)',
    '--mantine-color-error': 'var(--t1)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-primary-color-filled': 'var(--primary)',
    '--mantine-primary-color-filled-hover': 'var(--primary)',
    '--mantine-primary-color-contrast': 'var(--onPrimary)',
  }
}

/** Gives Mantine, and everybody else, the colours of both schemes as CSS variables. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: { '--input-height-xs': rem(30) },
  light: variables('light'),
  dark: variables('dark'),
})
