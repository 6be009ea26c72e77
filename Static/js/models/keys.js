const arrows = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' }
const letters = { e: 'edit', f: 'fact', x: 'done', o: 'open', s: 'stack', l: 'tie', t: 'take', n: 'new', z: 'undo', Z: 'redo', '?': 'plan' }

/**
 * What a key means on the board: `{does, direction}`, or null. Keys with Control, Alt or Command belong to the browser and the screen reader,
 * but for undo and redo, which are what they are in every program. With `hasLetters` false, keys that are characters mean nothing.
 */
export function meaning({ key, shiftKey, ctrlKey, altKey, metaKey }, hasLetters = true) {
  if (altKey) return null
  if (ctrlKey || metaKey) return steps(key.toLowerCase(), shiftKey, ctrlKey)
  if (key === 'Escape') return { does: 'close' }
  if (arrows[key]) return { does: shiftKey ? 'move' : 'go', direction: arrows[key] }
  const does = hasLetters && (letters[key] ?? (shiftKey ? undefined : letters[key.toLowerCase()]))
  return does ? { does } : null
}

function steps(key, shiftKey, ctrlKey) {
  if (key === 'z') return { does: shiftKey ? 'redo' : 'undo', everywhere: true }
  return key === 'y' && ctrlKey && !shiftKey ? { does: 'redo', everywhere: true } : null
}
