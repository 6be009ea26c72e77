/** The words of scripts, in the page's language, from `<template id="script-words">`; most come with the hands. */
export function say(word, values = {}) {
  const text = document.getElementById('script-words')?.dataset[word] ?? ''
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
}

/** Reads `text` aloud politely, from the element `place`. */
export function announce(text, place = 'announcer') {
  const announcer = document.getElementById(place)
  if (!announcer || !text) return
  announcer.textContent = ''
  setTimeout(() => { announcer.textContent = text }, 60)
}
