/** The parts of a room as tabs where there is no space for all; one with a hidden change gets a dot. An address leads to its part. */
for (const bar of document.querySelectorAll('[data-tabs]')) {
  const links = [...bar.querySelectorAll('a')]
  const panelOf = link => document.getElementById(link.hash.slice(1))
  const linkTo = element => links.find(link => panelOf(link).contains(element))

  const show = link => {
    for (const other of links) {
      other.removeAttribute('aria-current')
      panelOf(other).classList.toggle('is-current', other === link)
    }
    link.setAttribute('aria-current', 'true')
    delete link.dataset.news
  }

  bar.addEventListener('click', event => {
    const link = event.target.closest('a')
    if (!link) return
    event.preventDefault()
    history.replaceState(null, '', link.hash)
    show(link)
    panelOf(link).focus({ preventScroll: true })
    scrollTo(0, 0)
  })

  document.addEventListener('panorama:region', ({ detail: { element, own } }) => {
    const link = linkTo(element)
    if (link && !own && !panelOf(link).offsetParent) link.dataset.news = ''
  })

  const follow = () => {
    const goal = document.getElementById(location.hash.slice(1)), link = linkTo(goal)
    if (!link) return
    show(link)
    goal.querySelector(':scope > .card__open')?.focus()
  }

  addEventListener('hashchange', follow)
  const head = document.querySelector('.bar')
  new ResizeObserver(() => document.body.style.setProperty('--bar', `${head.getBoundingClientRect().height}px`)).observe(head)
  document.getElementById(bar.dataset.tabs).dataset.tabbed = ''
  show(links[0])
  follow()
  // Where the address leads, the browser takes focus away.
  addEventListener('load', () => requestAnimationFrame(() => { if (document.activeElement === document.body) follow() }))
}
