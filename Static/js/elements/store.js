const prefix = `panorama:${document.querySelector('meta[name=viewer]')?.content ?? ''}:`

/** What this person's browser keeps between pages; silently nothing where the browser refuses. */
export const store = {
  read(name) { try { return JSON.parse(localStorage.getItem(prefix + name)) } catch { return null } },
  write(name, value) { try { localStorage.setItem(prefix + name, JSON.stringify(value)); return true } catch { } },
  remove(name) { try { localStorage.removeItem(prefix + name) } catch { } },
  names(kind) {
    try { return Object.keys(localStorage).filter(key => key.startsWith(prefix + kind)).map(key => key.slice(prefix.length)).sort() } catch { return [] }
  },
}

/** Who signs out leaves nothing half written behind; what was sent and waits goes when they are here again. */
document.addEventListener('submit', ({ target }) => {
  if (!target.matches('[data-sign-out]')) return
  for (const kind of ['draft', 'begun', 'since']) store.names(kind).forEach(store.remove)
  dispatchEvent(new Event('pagehide'))
})
