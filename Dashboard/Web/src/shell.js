// Runs before the first paint: the theme that was chosen in this browser, and the keys that work on every page.
const themes = ['system', 'light', 'dark'];
const root = document.documentElement;

function read() {
  try {
    return themes.includes(localStorage.getItem('theme')) ? localStorage.getItem('theme') : 'system';
  } catch {
    return 'system'; // Storage is switched off in this browser: the choice lasts as long as the page.
  }
}

function apply(theme) {
  root.dataset.theme = theme;
  const button = document.querySelector('[data-theme-button]');
  if (button) {
    button.setAttribute('aria-label', `Theme: ${theme}. Change it`);
    button.title = `Theme: ${theme}`;
  }
  window.dispatchEvent(new Event('themechange'));
}

function next() {
  const theme = themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length];
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // As above.
  }
  apply(theme);
}

apply(read());
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => apply(root.dataset.theme));
document.addEventListener('click', (e) => {
  if (e.target.closest('[data-theme-button]')) next();
});

const places = { s: '/sweeps', n: '/sweeps/new', c: '/cluster' };
let waitsForPlace = false;

function go(path) {
  if (window.Blazor) Blazor.navigateTo(path);
  else location.assign(path);
}

function press(selector) {
  const element = [...document.querySelectorAll(selector)].find((candidate) => candidate.offsetParent !== null);
  if (!element) return false;
  if (element.matches('input, textarea, [tabindex]')) element.focus();
  else element.click();
  return true;
}

document.addEventListener('keydown', (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input, textarea, select, [contenteditable], dialog, [role=dialog]')) return;
  if (waitsForPlace && places[e.key]) {
    go(places[e.key]);
    e.preventDefault();
  } else if (e.key === '/') {
    if (press('[data-key="/"] input')) e.preventDefault();
  } else if (e.key === '?') {
    press('[data-key="?"]');
  } else if (e.key === 'p') {
    press('[data-key="p"]');
  }
  waitsForPlace = e.key === 'g';
});
