/** `InstructionGiven` as `instruction given`. */
export function actionWords(action: string): string {
  return action
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .trim()
}
