/**
 * Makes `from` like `to` with as few changes as possible, so that focus, selection, scroll, what is open and
 * what someone is writing stay. Children are matched by id, else by name and order. Elements with `data-own`
 * were put there by script and are left alone, and so are classes that begin with `is-`, and what is in an element with
 * `data-apart`: that comes in regions of its own.
 */
export function morph(from, to) {
  if (from.nodeName !== to.nodeName) {
    const fresh = document.importNode(to, true)
    from.replaceWith(fresh)
    return fresh
  }
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue
    return from
  }
  const touched = isTouched(from), { value } = from
  copyAttributes(from, to)
  if (from.nodeName === 'TEXTAREA') {
    if (from.defaultValue !== to.defaultValue) from.defaultValue = to.defaultValue
  } else if (to.dataset.apart === undefined) {
    morphChildren(from, to)
  }
  if (!touched) copyValue(from, to)
  else if (from.nodeName === 'SELECT') from.value = value
  return from
}

/** Whether someone has changed this field since it was drawn. */
export function isTouched(field) {
  if (field.nodeName === 'SELECT') {
    const drawn = [...field.options].findIndex(option => option.defaultSelected)
    return field.selectedIndex !== Math.max(0, drawn)
  }
  if (field.nodeName === 'TEXTAREA') return field.value !== field.defaultValue
  if (field.nodeName !== 'INPUT' || field.type === 'hidden') return false
  return /^(checkbox|radio)$/.test(field.type) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue
}

/** What is written in `form` now counts as drawn by the server. */
export function settleFields(form) {
  for (const field of form.elements) {
    if (field.nodeName === 'SELECT') for (const option of field.options) option.defaultSelected = option.selected
    else if (/^(checkbox|radio)$/.test(field.type)) field.defaultChecked = field.checked
    else if ('defaultValue' in field && field.type !== 'hidden') field.defaultValue = field.value
  }
}

function copyValue(from, to) {
  if (from.nodeName === 'SELECT') from.selectedIndex = Math.max(0, [...to.options].findIndex(option => option.defaultSelected))
  else if (from.nodeName === 'TEXTAREA') from.value = to.defaultValue
  else if (from.nodeName === 'INPUT' && from.type !== 'file') {
    if (/^(checkbox|radio)$/.test(from.type)) from.checked = to.defaultChecked
    else if (from.value !== to.defaultValue) from.value = to.defaultValue
  }
}

function copyAttributes(from, to) {
  const kept = name => name === 'class' || name === 'aria-expanded' || (name === 'open' && from.nodeName === 'DETAILS')
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !kept(name)) from.removeAttribute(name)
  }
  for (const { name, value } of to.attributes) {
    if (!kept(name) && from.getAttribute(name) !== value) from.setAttribute(name, value)
  }
  const own = [...from.classList].filter(name => name.startsWith('is-'))
  const classes = [...to.classList, ...own].join(' ')
  if ((from.getAttribute('class') ?? '') !== classes) from.setAttribute('class', classes)
}

function morphChildren(from, to) {
  let cursor = from.firstChild
  const skipOwn = () => { while (cursor?.dataset?.own !== undefined) cursor = cursor.nextSibling }
  for (const wanted of [...to.childNodes]) {
    skipOwn()
    const match = counterpart(from, cursor, wanted)
    if (!match) {
      from.insertBefore(document.importNode(wanted, true), cursor)
      continue
    }
    if (match === cursor) cursor = cursor.nextSibling
    else from.insertBefore(match, cursor)
    if (!isOlder(wanted, match)) morph(match, wanted)
  }
  while (cursor) {
    skipOwn()
    const leftover = cursor
    cursor = cursor?.nextSibling
    if (leftover) from.removeChild(leftover)
  }
}

function counterpart(parent, cursor, wanted) {
  if (wanted.id) return [...parent.children].find(child => child.id === wanted.id)
  if (!cursor || isAlike(cursor, wanted)) return cursor
  for (let child = cursor.nextSibling; child && wanted.classList?.length; child = child.nextSibling) {
    if (isAlike(child, wanted) && child.classList[0] === wanted.classList[0] && child.dataset.own === undefined) return child
  }
}

function isAlike(child, wanted) { return child.nodeName === wanted.nodeName && !child.id }

function isOlder(wanted, present) {
  return wanted.dataset?.version !== undefined && Number(wanted.dataset.version) < Number(present.dataset.version)
}
