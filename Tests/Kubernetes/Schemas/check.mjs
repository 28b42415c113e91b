// Checks Kubernetes objects, read as a JSON array from standard input, against the schemas of kubernetes-models: types and required fields,
// also of custom resources. Prints a line for each object that is wrong, or whose kind has no schema here.
import { readFileSync } from 'node:fs';

const packages = { 'keda.sh': '@kubernetes-models/keda', 'monitoring.coreos.com': '@kubernetes-models/prometheus-operator' };

// kubectl breaks long base64 into lines, which Kubernetes reads over and the schema does not.
const joined = object => object.kind === 'Secret'
  ? { ...object, data: Object.fromEntries(Object.entries(object.data).map(([key, value]) => [key, value.replaceAll('\n', '')])) }
  : object;

for (const object of JSON.parse(readFileSync(0, 'utf8'))) {
  const group = object.apiVersion.includes('/') ? object.apiVersion.split('/')[0] : '';
  const name = `${object.kind} ${object.metadata.name}`;
  try {
    const models = await import(`${packages[group] ?? 'kubernetes-models'}/${object.apiVersion}/${object.kind}`);
    new models[object.kind](joined(object)).validate();
  } catch (error) {
    console.log(`${name}: ${error.message}`);
  }
}
