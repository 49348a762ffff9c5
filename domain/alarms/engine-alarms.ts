import { defined } from './defined.ts'

const renew = 'Renew the certificate, or trust the renewed one of the device, before the link is refused.'
const aged = 'A certificate of ours or of a device comes to its end.'
const refused = 'After that day the encrypted link is refused, and its asset is not steered.'

/** Alarms of the engine itself, of what it stores and of what it offers. */
export const engineAlarms = {
  'engine.late': defined(3, 'control', 3_600, {
    cause: 'Other programs or the disk hold this machine up.',
    consequence: 'Setpoints leave late; peaks are cut later.',
    response: 'Look for other load on this machine.',
    offDelayS: 60,
  }),
  'engine.paused': defined(3, 'control', 1_800, {
    cause: 'The machine slept, or the engine was stopped for a while.',
    consequence: 'Devices fell to their own safe state meanwhile.',
    response: 'Check that they are back; keep this machine from sleeping.',
  }),
  'historian.failing': defined(2, 'records', 900, {
    cause: 'The disk of the data folder is full, write-protected or broken.',
    consequence: 'Readings wait in memory; the oldest are lost after a quarter of an hour.',
    response: 'Free space on the disk of the data folder or replace it; what waits is then stored by itself.',
    reAlarmAfterS: 1_800,
  }),
  'historian.*': defined(3, 'records', 86_400, {
    cause: 'The store of readings needs attention.',
    consequence: 'Readings may be kept shorter than wanted, or not at all.',
    response: 'Follow the text of the alarm.',
  }),
  'alarms.failing': defined(2, 'records', 900, {
    cause: 'The disk of the data folder is full, write-protected or broken.',
    consequence: 'The journal of alarms waits in memory; it is lost when the engine stops.',
    response: 'Free space on the disk of the data folder or replace it.',
  }),
  'proof.failing': defined(3, 'records', 3_600, {
    cause: "The disk of the data folder is full or broken, or the site's key cannot be read.",
    consequence: 'Proofs of response wait in memory; they are lost when the engine is killed.',
    response: 'Free space on the disk of the data folder, or restore its key; what waits is then kept by itself.',
  }),
  'audit.failing': defined(2, 'records', 900, {
    cause: 'The audit trail cannot be written: the disk is full, write-protected or broken.',
    consequence: "People's commands are refused until it can.",
    response: 'Free space on the disk of the data folder or replace it.',
    reAlarmAfterS: 1_800,
  }),
  'audit.broken': defined(2, 'records', 3_600, {
    cause: 'Rows of the audit trail were changed, removed or cut off on the disk.',
    consequence: 'From this row on it proves nothing by itself; anchors in signed statements and backups still do.',
    response: 'Keep the data folder as it is; compare with the newest backup and with statements given away.',
  }),
  'definition.faulty': defined(3, 'control', 86_400, {
    cause: 'A file with a device model was changed and has faults.',
    consequence: 'Its former version stays in use until the next start, which it prevents.',
    response: 'Correct the file; it is read again by itself.',
  }),
  'certificate.expired': defined(2, 'security', 3_600, { cause: aged, consequence: refused, response: renew }),
  'certificate.expires1': defined(2, 'security', 14_400, { cause: aged, consequence: refused, response: renew }),
  'certificate.expires7': defined(3, 'security', 172_800, { cause: aged, consequence: refused, response: renew }),
  'certificate.expires30': defined(4, 'security', 604_800, { cause: aged, consequence: refused, response: renew }),
  'northbound.*': defined(3, 'link', 3_600, {
    cause: 'A server for other systems could not start: its port is taken, or its files are missing.',
    consequence: 'Other systems do not see our values.',
    response: 'Follow the text; correct the section northbound of the site file.',
  }),
  'plan.late': defined(3, 'control', 3_600, {
    cause: 'Prices are not to be believed, or planning fails or takes too long.',
    consequence: 'The last valid plan is followed until it expires; then the rules of the site alone decide.',
    response: 'Follow the text of the alarm.',
    offDelayS: 60,
  }),
  'plan.none': defined(2, 'control', 3_600, {
    cause: 'No plan could be made for long, and the last one has expired.',
    consequence: 'Storage and containers follow the safe rules, without regard to what comes later.',
    response: 'Look for alarms of prices and forecasts; limits are kept meanwhile.',
    offDelayS: 60,
  }),
  'prices.implausible': defined(2, 'control', 1_800, {
    cause: 'A price source gives prices far beyond what is usual or allowed: another unit, or a fault of the source.',
    consequence: 'Its newest prices are not used; storage and containers keep to the safe schedule.',
    response: 'Compare with the market; correct unit, scale or limits in the section prices of the site file.',
  }),
  'prices.stale': defined(3, 'control', 3_600, {
    cause: 'No price is known for the present quarter of an hour: the source or the internet is down for long.',
    consequence: 'Storage and containers keep to the safe schedule, without regard to prices.',
    response: 'Check the source named in the section prices of the site file and the way there.',
    onDelayS: 60,
  }),
  'prices.unreachable.*': defined(4, 'link', 14_400, {
    cause: 'A price source does not answer, or not as the site file says.',
    consequence: 'What is known holds on; the plan looks less far ahead.',
    response: 'Follow the text of the alarm.',
    onDelayS: 1_800,
    offDelayS: 60,
  }),
  'notify.failing': defined(3, 'link', 3_600, {
    cause: 'The mail server or the receiver of messages does not accept them.',
    consequence: 'People who are away do not learn of alarms; messages wait and are sent later.',
    response: 'Check the section notify of the site file, the network, and the receiver.',
    onDelayS: 0,
    offDelayS: 0,
  }),
  'notify.gaveUp': defined(2, 'link', 3_600, {
    cause: 'A message about an alarm was refused for good, or could not be sent for days.',
    consequence: 'Somebody was not told.',
    response: 'Tell them another way; check the section notify of the site file.',
    onDelayS: 0,
  }),
}
