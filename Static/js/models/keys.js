const arrows = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' }
const letters = { e: 'edit', f: 'fact', x: 'done', o: 'open', s: 'stack', t: 'take', n: 'new', z: 'undo', Z: 'redo', '?': 'plan' }

/**
 * What a key means on the board: `{does, direction}`, or null. Keys with Control, Alt or Command belong to the browser and the screen reader.
 * With `hasLetters` false, keys that are characters mean nothing.
 */
export function meaning({ key, shiftKey, ctrlKey, altKey, metaKey }, hasLetters = true) {
  if (ctrlKey || altKey || metaKey) return null
  if (key === 'Escape') return { does: 'close' }
  if (arrows[key]) return { does: shiftKey ? 'move' : 'go', direction: arrows[key] }
  const does = hasLetters && (letters[key] ?? (shiftKey ? undefined : letters[key.toLowerCase()]))
  return does ? { does } : null
}
