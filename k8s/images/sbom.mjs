// Writes a CycloneDX bill of materials of what an image holds: the NuGet packages in a program's .deps.json, and the Debian packages of a base
// made by hand. usage: sbom.mjs NAME VERSION DEPS.JSON [DEBIAN.TSV] > NAME.cdx.json
import { readFileSync } from 'node:fs';

const [name, version, depsFile, debianFile] = process.argv.slice(2);

const packages = Object.entries(JSON.parse(readFileSync(depsFile, 'utf8')).libraries)
  .filter(([, library]) => library.type === 'package')
  .map(([key, library]) => {
    const [id, number] = key.split('/');
    const digest = library.sha512.replace(/^sha512-/, '');
    return {
      type: 'library',
      name: id,
      version: number,
      purl: `pkg:nuget/${id}@${number}`,
      hashes: digest ? [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] : undefined,
    };
  });

const debian = (debianFile ? readFileSync(debianFile, 'utf8').trim().split('\n') : []).map(line => {
  const [id, number, architecture] = line.split('\t');
  return { type: 'library', name: id, version: number, purl: `pkg:deb/debian/${id}@${encodeURIComponent(number)}?arch=${architecture}` };
});

process.stdout.write(JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { component: { type: 'container', name, version } },
  components: [...packages, ...debian].map(component => ({ 'bom-ref': component.purl, ...component })),
}, null, 1) + '\n');
