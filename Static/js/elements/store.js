const prefix = `panorama:${document.querySelector('meta[name=viewer]')?.content ?? ''}:`

/** What this person's browser keeps between pages; silently nothing where the browser refuses. */
export const store = {
  read(name) { try { return JSON.parse(localStorage.getItem(prefix + name)) } catch { return null } },
  write(name, value) { try { localStorage.setItem(prefix + name, JSON.stringify(value)) } catch { } },
  remove(name) { try { localStorage.removeItem(prefix + name) } catch { } },
  clear() {
    try { for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key) } catch { }
  },
}

document.addEventListener('submit', event => { if (event.target.matches('[data-sign-out]')) store.clear() })
