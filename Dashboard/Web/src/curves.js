// Learning curves: one line per trial, extended in place while trials report.
import uPlot from 'uplot';
import { colour } from './colours.js';
import { save } from './page.js';

const charts = (window.__curves ??= {});
// Steps are whole numbers: no tick stands between two of them.
const wholes = [1, 2, 5].flatMap((digit) => Array.from({ length: 9 }, (_, power) => digit * 10 ** power)).sort((a, b) => a - b);
const hues = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9', 'c10'];

// Lines share one x axis: the steps that any of them has, in order; a line without a value there has a gap that is bridged.
function table(lines) {
  const xs = [...new Set(lines.flatMap((line) => line.x))].sort((a, b) => a - b);
  const place = new Map(xs.map((x, i) => [x, i]));
  return [xs, ...lines.map((line) => {
    const ys = new Array(xs.length).fill(null);
    line.x.forEach((x, i) => { ys[place.get(x)] = line.y[i]; });
    return ys;
  })];
}

function paint(chart, index) {
  const line = chart.lines[index];
  if (chart.picked.has(line.id)) return colour(hues[[...chart.picked].indexOf(line.id) % hues.length]);
  if (chart.distinct) return colour(hues[index % hues.length]);
  return colour(line.best ? 'green' : 'curve');
}

function series(chart, i) {
  const line = chart.lines[i];
  return {
    label: line.name,
    stroke: () => paint(chart, i),
    width: line.best || chart.distinct || chart.picked.has(line.id) ? 2 : 1,
    spanGaps: true,
    points: { show: (_, place) => chart.lines[place - 1].x.length === 1, size: 5 },
    dash: line.dash ? [4, 3] : undefined,
  };
}

// Shows what the lines have now, and stays where somebody has zoomed to.
function show(chart) {
  chart.plot.setData(table(chart.lines), !chart.zoomed);
  if (chart.zoomed) chart.plot.redraw();
}

function zoomTo(chart, scales) {
  for (const [name, { min, max }] of Object.entries(scales)) chart.plot.setScale(name, { min, max });
  chart.zoomed = true;
}

function build(chart) {
  chart.plot?.destroy();
  const axis = { stroke: () => colour('quiet'), grid: { stroke: () => colour('line'), width: 1 }, ticks: { stroke: () => colour('line') } };
  chart.plot = new uPlot({
    width: chart.element.clientWidth,
    height: chart.element.clientHeight,
    legend: { show: false },
    cursor: { focus: { prox: 24 }, drag: { x: true, y: true, uni: 20 } },
    focus: { alpha: 0.25 },
    scales: { x: { time: false }, y: { distr: chart.log ? 3 : 1 } },
    axes: [{ ...axis, incrs: wholes, label: chart.xLabel, labelSize: 22, labelFont: '12px system-ui', font: '12px system-ui' }, { ...axis, size: 64, font: '12px system-ui' }],
    series: [{}, ...chart.lines.map((_, i) => series(chart, i))],
    hooks: { setCursor: [() => hover(chart)], setSeries: [(_, i) => { chart.focused = i; }], setSelect: [(plot) => { chart.zoomed ||= plot.select.width > 0 || plot.select.height > 0; }] },
  }, table(chart.lines), chart.element);
}

function hover(chart) {
  const { left, top, idx } = chart.plot.cursor;
  const i = chart.focused;
  const shown = left >= 0 && i > 0 && idx !== null && chart.plot.data[i]?.[idx] != null;
  chart.tip.hidden = !shown;
  if (!shown) return;
  const value = chart.plot.data[i][idx];
  chart.tip.textContent = `${chart.lines[i - 1].name} · ${chart.xLabel} ${chart.plot.data[0][idx]} · ${Number(value.toPrecision(5))}`;
  chart.tip.style.left = `${Math.min(left + 70, chart.element.clientWidth - chart.tip.offsetWidth - 4)}px`;
  chart.tip.style.top = `${Math.max(0, top - 24)}px`;
}

export function draw(id, element, lines, options, page) {
  const before = charts[id];
  const scales = before?.zoomed && before.log === options.log ? { ...before.plot.scales } : null;
  dispose(id);
  const chart = charts[id] = { element, lines, page, ...options, picked: new Set(options.picked ?? []), focused: null };
  chart.tip = Object.assign(document.createElement('div'), { className: 'tip', hidden: true });
  element.replaceChildren(chart.tip);
  build(chart);
  if (scales) zoomTo(chart, scales);
  chart.resize = new ResizeObserver(() => chart.plot.setSize({ width: element.clientWidth, height: element.clientHeight }));
  chart.resize.observe(element);
  chart.retheme = () => chart.plot.redraw(false, true);
  window.addEventListener('themechange', chart.retheme);
  element.addEventListener('dblclick', chart.unzoom = () => { chart.zoomed = false; });
  element.addEventListener('click', chart.click = (e) => {
    const moved = chart.plot.select.width > 0 || chart.plot.select.height > 0;
    if (chart.focused > 0 && !moved && e.detail === 1) page.invokeMethodAsync('Open', chart.lines[chart.focused - 1].id);
  });
}

export function add(id, lines) {
  const chart = charts[id];
  if (!chart) return;
  for (const line of lines) {
    chart.lines.push(line);
    chart.plot.addSeries(series(chart, chart.lines.length - 1));
  }
  show(chart);
}

// news: [place of the line, how many of its points stay, more x, more y]
export function extend(id, news) {
  const chart = charts[id];
  if (!chart) return 0;
  for (const [i, keep, x, y] of news) {
    const line = chart.lines[i];
    line.x.length = line.y.length = keep;
    line.x.push(...x);
    line.y.push(...y);
  }
  show(chart);
  return points(id);
}

export function points(id) {
  return charts[id]?.lines.reduce((sum, line) => sum + line.x.length, 0) ?? 0;
}

export function exportPng(id, name) {
  const source = charts[id].plot.ctx.canvas;
  const canvas = Object.assign(document.createElement('canvas'), { width: source.width, height: source.height });
  const context = canvas.getContext('2d');
  context.fillStyle = colour('surface');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0);
  canvas.toBlob((blob) => save(`${name}.png`, blob));
}

export function dispose(id) {
  const chart = charts[id];
  if (!chart) return;
  chart.resize.disconnect();
  window.removeEventListener('themechange', chart.retheme);
  chart.element.removeEventListener('click', chart.click);
  chart.element.removeEventListener('dblclick', chart.unzoom);
  chart.plot.destroy();
  delete charts[id];
}
