// Times what people see: from an act until the frame after the page shows its effect. Times are in milliseconds of this machine's clock.
window.__measure = (() => {
  const now = () => performance.timeOrigin + performance.now();
  const arrivals = [];
  const seen = new Map();

  function until(isSo) {
    return new Promise((done, fail) => {
      const end = performance.now() + 20000;
      const look = () => {
        try {
          if (isSo()) requestAnimationFrame(() => setTimeout(() => done(performance.now())));
          else if (performance.now() > end) fail(new Error(`not seen within 20 s: ${isSo}`));
          else requestAnimationFrame(look);
        } catch (e) {
          fail(e);
        }
      };
      look();
    });
  }

  async function time(act, isSo) {
    const start = performance.now();
    act();
    return await until(isSo) - start;
  }

  const firstRow = () => document.querySelector('tbody td a')?.innerText;
  const heading = (name) => [...document.querySelectorAll('th')].find((th) => th.innerText.replace(/[↑↓]$/, '').trim() === name);
  const curve = () => Object.values(window.__curves ?? {})[0];

  function sort(name) {
    const [row, order] = [firstRow(), heading(name).ariaSort];
    return time(() => heading(name).querySelector('button').click(), () => heading(name).ariaSort !== order && firstRow() !== row);
  }

  function filter(most) {
    const field = document.querySelector('input[type=search]');
    return time(() => {
      field.value = `number<${most}`;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }, () => document.querySelector('[role=status]').innerText.startsWith(`${most} of`));
  }

  function open(place) {
    const link = document.querySelectorAll('tbody td a')[place];
    const title = `Trial ${link.innerText.slice(1)}`;
    return time(() => link.click(), () => document.querySelector('h1')?.innerText === title && curve()?.lines.length === 1 && curve().lines[0].x.length > 0);
  }

  async function back() {
    history.back();
    await until(() => firstRow() && heading('Trial'));
  }

  async function zoom(share) {
    const over = document.querySelector('.curves .u-over');
    const { left, top, width, height } = over.getBoundingClientRect();
    const mouse = (type, x) => over.dispatchEvent(new MouseEvent(type, {
      bubbles: true, cancelable: true, view: window, button: 0, movementX: 1, clientX: left + width * x, clientY: top + height / 2,
    }));
    const from = curve().plot.scales.x.min;
    const taken = await time(() => {
      mouse('mousemove', 0.2);
      mouse('mousedown', 0.2);
      mouse('mousemove', 0.2 + share);
      mouse('mouseup', 0.2 + share);
    }, () => curve().plot.scales.x.min > from);
    document.querySelector('.curves .u-over').dispatchEvent(new MouseEvent('dblclick', { bubbles: true, view: window }));
    await until(() => curve().plot.scales.x.min === from);
    return taken;
  }

  // When each point of a curve was there to be seen: [trial, step, time].
  function watch() {
    const look = () => {
      for (const line of curve()?.lines ?? []) {
        for (let i = seen.get(line.id) ?? 0; i < line.x.length; i++) arrivals.push([line.id, line.x[i], now()]);
        seen.set(line.id, line.x.length);
      }
      requestAnimationFrame(look);
    };
    look();
  }

  // When the page showed anything at all, and when its curves stood.
  async function painted() {
    const curves = await until(() => curve()?.lines.length > 0 && document.querySelector('.curves canvas'));
    return [performance.getEntriesByName('first-contentful-paint')[0].startTime, curves];
  }

  return { sort, filter, open, back, zoom, watch, arrivals, painted };
})();
