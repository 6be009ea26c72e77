/** The parts of a room as tabs where there is no space for all; a tab whose hidden part has changed gets a dot. */
for (const bar of document.querySelectorAll('[data-tabs]')) {
  const room = document.getElementById(bar.dataset.tabs)
  const links = [...bar.querySelectorAll('a[href^="#"]')]
  const panelOf = link => document.getElementById(link.hash.slice(1))

  const show = (link, { focus = false } = {}) => {
    for (const other of links) {
      other.toggleAttribute('aria-current', other === link)
      if (other === link) other.setAttribute('aria-current', 'true')
      panelOf(other)?.classList.toggle('is-current', other === link)
    }
    delete link.dataset.news
    if (focus) { panelOf(link)?.focus({ preventScroll: true }); scrollTo(0, 0) }
  }

  bar.addEventListener('click', event => {
    const link = event.target.closest('a')
    if (!link) return
    event.preventDefault()
    history.replaceState(null, '', link.hash)
    show(link, { focus: true })
  })

  document.addEventListener('panorama:region', ({ detail: { element, own } }) => {
    const link = links.find(link => panelOf(link)?.contains(element))
    if (link && !own && panelOf(link).offsetParent === null) link.dataset.news = ''
  })

  addEventListener('hashchange', () => { const link = links.find(link => link.hash === location.hash); if (link) show(link) })
  room.dataset.tabbed = ''
  show(links.find(link => link.hash === location.hash) ?? links[0])
}
