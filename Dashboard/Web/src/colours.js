// Canvases do not follow style sheets: colours are named in an option as "$name" and looked up here each time it is drawn.
const probe = document.createElement('span');
probe.hidden = true;

export function colour(name) {
  if (!probe.isConnected) document.body.append(probe);
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

// What is data, not looks; a text in it may begin with "$" by chance.
const data = new Set(['data', 'fields', 'name', 'trialAt']);

export function resolve(value) {
  if (typeof value === 'string') return value.startsWith('$') ? colour(value.slice(1)) : value;
  if (Array.isArray(value)) return value.map(resolve);
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, data.has(key) ? inner : resolve(inner)]));
  }
  return value;
}
