import { defined } from './defined.ts'

/** Alarms of devices, their links and what they read. */
export const deviceAlarms = {
  'device.silent': defined(2, 'link', 900, {
    cause: 'The device, its supply or its network is down, or its address changed.',
    consequence: 'Its asset is neither seen nor steered; it falls to its own safe state.',
    response: 'Check its power and network. It is tried again by itself.',
    suppresses: 'asset',
  }),
  'line.silent': defined(2, 'link', 900, {
    cause: 'A gateway or serial line that several devices share is down.',
    consequence: 'None of its assets is seen or steered; they fall to their own safe state.',
    response: 'Check power and network of the gateway, then the line behind it.',
    suppresses: 'asset',
  }),
  'device.wrongIdentity': defined(1, 'security', 300, {
    cause: 'Another device answers at this address: exchanged, wrongly cabled, or wrongly numbered.',
    consequence: 'Nothing is written to it; its asset is not steered.',
    response:
      'Check cabling, address and unit number. For an exchanged device correct the serial number in the site file.',
    suppresses: 'asset',
  }),
  'device.replaced': defined(2, 'equipment', 3_600, {
    cause: 'A device with another serial number than before answers.',
    consequence: 'Counters began anew: energy is settled wrongly unless both readings are noted.',
    response: 'Note the closing reading of the old device and the opening reading of the new one.',
  }),
  'device.damaged': defined(3, 'link', 3_600, {
    cause: 'Many answers arrive damaged: cable, shield, terminators, or two devices with one number.',
    consequence: 'Values come late or not at all; nothing is written.',
    response: 'Check cable, shield and terminators, and whether two devices have the same unit number.',
    offDelayS: 60,
  }),
  'device.unstable': defined(3, 'link', 3_600, {
    cause: 'The link is lost and found again and again.',
    consequence: 'The asset is steered with pauses; reserve is uncertain.',
    response: 'Check cable, plugs and supply of the link.',
    offDelayS: 60,
  }),
  'device.jumped': defined(3, 'records', 86_400, {
    cause: 'A counter made a step that cannot be.',
    consequence: 'Energy is settled wrongly unless it is corrected.',
    response: 'Compare the counter with the display of the device; settle the step by hand.',
  }),
  'device.frozen': defined(3, 'equipment', 3_600, {
    cause: 'Values stand still while others move: the device hangs, or repeats old answers.',
    consequence: 'They count as suspect; nothing is decided by them.',
    response: 'Compare with the display of the device; restart it.',
    offDelayS: 30,
  }),
  'point.jumped.*': defined(3, 'records', 86_400, {
    cause: 'A counter made a step that cannot be: exchanged meter, reset, or a wrong reading.',
    consequence: 'Energy is settled wrongly unless it is corrected.',
    response: 'Compare the counter with the display of the device; settle the step by hand.',
  }),
  'point.frozen.*': defined(3, 'equipment', 3_600, {
    cause: 'A measured value stands still while others move: its sensor, or the device, hangs.',
    consequence: 'It counts as suspect, and nothing is decided by it.',
    response: 'Compare it with the display of the device.',
    offDelayS: 30,
  }),
  'point.*': defined(3, 'equipment', 3_600, {
    cause: 'The device reads a value that cannot be right.',
    consequence: 'It counts as suspect, and nothing is decided by it.',
    response: 'Compare it with the display of the device.',
  }),
}
