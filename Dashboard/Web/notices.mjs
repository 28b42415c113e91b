// Writes the licences of all that is shipped for browsers: each package of which esbuild took a file into a bundle, and those named besides.
// usage: node notices.mjs MODULES OUTPUT METAFILE [NAME=FOLDER]…
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [modules, output, metafile, ...others] = process.argv.slice(2);

function bundled() {
  const inputs = Object.keys(JSON.parse(readFileSync(metafile, 'utf8')).inputs);
  const names = inputs.map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean);
  return [...new Set(names)].sort().map((name) => [name, join(modules, name)]);
}

function texts(folder) {
  return readdirSync(folder)
    .flatMap((name) => (name === 'licenses' ? readdirSync(join(folder, name)).map((inner) => join(name, inner)) : [name]))
    .filter((name) => /^(licen[cs]es?|notice|copyrightnotice)\b/i.test(name) && statSync(join(folder, name)).isFile())
    .map((name) => readFileSync(join(folder, name), 'utf8').trim());
}

function version(folder) {
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) ? ` ${JSON.parse(readFileSync(manifest, 'utf8')).version}` : '';
}

const sections = [...bundled(), ...others.map((other) => other.split('='))].map(([name, folder]) => {
  const found = texts(folder);
  if (found.length === 0) throw new Error(`${name} has no licence file in ${folder}`);
  return `${'='.repeat(78)}\n${name}${version(folder)}\n${'='.repeat(78)}\n\n${found.join('\n\n')}\n`;
});
writeFileSync(output, `SweepCluster's dashboard ships the works below, each under its own licence.\n\n${sections.join('\n')}`);
