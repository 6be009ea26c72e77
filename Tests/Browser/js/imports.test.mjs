import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import test from 'node:test'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../../Static/js')
const files = readdirSync(root, { recursive: true }).filter(name => name.endsWith('.js')).map(name => join(root, name))
const sources = new Map(files.map(file => [file, readFileSync(file, 'utf8')]))

function exportsOf(source) { return new Set([...source.matchAll(/export (?:async )?(?:function|const|let|class) (\w+)/g)].map(([, name]) => name)) }

test('what a script takes from another is there', () => {
  let taken = 0
  for (const [file, source] of sources) {
    for (const [, names, from] of source.matchAll(/import (?:\{([^}]*)\} from )?'([^']+)'/g)) {
      const other = sources.get(join(dirname(file), from))
      assert.ok(other !== undefined, `${file}: ${from}`)
      for (const name of (names ?? '').split(',').map(name => name.trim().split(' as ')[0]).filter(Boolean)) {
        assert.ok(exportsOf(other).has(name), `${file}: ${name} from ${from}`)
        taken += 1
      }
    }
  }
  assert.ok(taken > 100)
})
