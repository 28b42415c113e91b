// What a page needs of the browser: whether it is in sight, files to save, and names to show below a chart's cursor.
const watched = new WeakMap();

export function watchSight(page) {
  const tell = () => page.invokeMethodAsync('SetInSight', document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', tell);
  watched.set(page, tell);
  return document.visibilityState === 'visible';
}

export function unwatchSight(page) {
  document.removeEventListener('visibilitychange', watched.get(page));
}

export function markReady() {
  document.documentElement.dataset.ready = 'true';
}

export function save(name, blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export async function saveText(name, type, stream) {
  save(name, new Blob([await stream.arrayBuffer()], { type }));
}
