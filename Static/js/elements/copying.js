import { toast } from './toasts.js'
import { say } from './words.js'

/** Puts `text` on the clipboard, also where the page is not given it (plain http), and says so. */
export async function copy(text) {
  if (await give(text) || take(text)) toast(say('copied'))
}

async function give(text) { try { await navigator.clipboard.writeText(text); return true } catch { return false } }

function take(text) {
  const field = Object.assign(document.createElement('textarea'), { value: text }), at = document.activeElement
  document.body.append(field)
  field.select()
  const isTaken = document.execCommand('copy')
  field.remove()
  at.focus()
  return isTaken
}
