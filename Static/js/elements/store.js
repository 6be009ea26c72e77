const prefix = `panorama:${document.querySelector('meta[name=viewer]')?.content ?? ''}:`

/** What this person's browser keeps between pages; silently nothing where the browser refuses. */
export const store = {
  read(name) { try { return JSON.parse(localStorage.getItem(prefix + name)) } catch { return null } },
  write(name, value) { try { localStorage.setItem(prefix + name, JSON.stringify(value)); return true } catch { } },
  remove(name) { try { localStorage.removeItem(prefix + name) } catch { } },
  names(kind) {
    try { return Object.keys(localStorage).filter(key => key.startsWith(prefix + kind)).map(key => key.slice(prefix.length)).sort() } catch { return [] }
  },
  clear() { this.names('').forEach(this.remove) },
}

document.addEventListener('submit', event => { if (event.target.matches('[data-sign-out]')) store.clear() })
