/** Whether every word of `wanted` begins a word of `text`; letter case and accents do not count. */
export function matches(text, wanted) {
  const words = plain(text).split(/[\s,·-]+/)
  return plain(wanted).split(/\s+/).filter(Boolean).every(part => words.some(word => word.startsWith(part)))
}

function plain(text) {
  return text.toLowerCase().replace(/[éèê]/g, 'e').replace(/[áàâ]/g, 'a').replace(/[óòô]/g, 'o').replace(/[üú]/g, 'u')
}
