// Draws what the server describes: an ECharts option in which colours are names.
import * as echarts from 'echarts/core';
import { BarChart, CustomChart, HeatmapChart, LineChart, ParallelChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent, DataZoomComponent, GridComponent, MarkLineComponent, ParallelComponent, TooltipComponent, VisualMapComponent, LegendComponent,
} from 'echarts/components';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import { colour, resolve } from './colours.js';
import { save, saveText } from './page.js';

echarts.use([
  BarChart, CustomChart, HeatmapChart, LineChart, ParallelChart, ScatterChart, AriaComponent, DataZoomComponent, GridComponent, LegendComponent,
  MarkLineComponent, ParallelComponent, TooltipComponent, VisualMapComponent, CanvasRenderer, SVGRenderer,
]);

const plots = (window.__plots ??= {});

// A bar from one time to another on a line of its own; functions cannot come over the wire.
function bar(params, api) {
  const from = api.coord([api.value(0), api.value(2)]);
  const to = api.coord([api.value(1), api.value(2)]);
  const height = Math.max(2, Math.min(22, api.size([0, 1])[1] * 0.7));
  const shape = echarts.graphic.clipRectByRect(
    { x: from[0], y: from[1] - height / 2, width: Math.max(1, to[0] - from[0]), height },
    { x: params.coordSys.x, y: params.coordSys.y, width: params.coordSys.width, height: params.coordSys.height });
  return shape && { type: 'rect', shape, style: { fill: api.visual('color') } };
}

const escape = (text) => String(text).replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);

function shown(field, value) {
  if (value === null || value === undefined || value === '-') return '–';
  if (field.values) return field.values[value] ?? value;
  if (field.time) return new Date(value).toISOString().slice(0, 19).replace('T', ' ');
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value;
}

// One line for each named field of the point under the cursor.
function tip(option, point) {
  const fields = option.fields?.[point.seriesIndex];
  const values = Array.isArray(point.data) ? point.data : point.value;
  if (!fields || !Array.isArray(values)) return escape(point.name ?? '');
  return fields.map((field, i) => field && `${escape(field.name)}: ${escape(shown(field, values[i]))}`).filter(Boolean).join('<br>');
}

function full(option) {
  const { fields, trialAt, ...looks } = option;
  const resolved = resolve(looks);
  for (const series of resolved.series ?? []) {
    if (series.renderItem === 'bar') series.renderItem = bar;
  }
  return {
    animation: false,
    textStyle: { color: colour('text'), fontFamily: 'system-ui, sans-serif' },
    ...resolved,
    tooltip: {
      confine: true, backgroundColor: colour('surface'), borderColor: colour('line'), textStyle: { color: colour('text'), fontSize: 12 },
      formatter: (point) => tip(option, point), ...resolved.tooltip,
    },
  };
}

export function draw(id, element, option, page) {
  let plot = plots[id];
  if (!plot || plot.element !== element) {
    dispose(id);
    plot = plots[id] = { element, page, chart: echarts.init(element), option };
    plot.resize = new ResizeObserver(() => plot.chart.resize());
    plot.resize.observe(element);
    plot.retheme = () => plot.chart.setOption(full(plot.option), { notMerge: true });
    window.addEventListener('themechange', plot.retheme);
    plot.chart.on('click', (p) => {
      const place = plot.option.trialAt?.[p.seriesIndex] ?? -1;
      if (place >= 0) plot.page.invokeMethodAsync('Open', p.data[place]);
    });
    plot.chart.on('axisareaselected', () => tellBrush(plot));
    plot.state = () => plot.chart.getOption();
  }
  plot.option = option;
  const areas = readAreas(plot);
  plot.chart.setOption(full(option), { notMerge: true });
  areas.forEach((intervals, axis) => intervals.length && brush(id, axis, intervals));
}

// patches: [place of the series, how many of its points stay, more points]
export function patch(id, patches) {
  const { chart, option } = plots[id];
  for (const [place, keep, points] of patches) {
    const series = option.series[place];
    series.data = [...series.data.slice(0, keep), ...points];
  }
  chart.setOption({ series: option.series.map(({ data }) => ({ data })) });
}

function readAreas(plot) {
  const axes = plot.chart.getModel()?.queryComponents({ mainType: 'parallelAxis' }) ?? [];
  return axes.map((axis) => axis.activeIntervals.map((interval) => [...interval]));
}

function tellBrush(plot) {
  clearTimeout(plot.telling);
  plot.telling = setTimeout(() => {
    plot.page.invokeMethodAsync('Brush', readAreas(plot).map((intervals) => intervals.map((i) => [Math.min(...i), Math.max(...i)])));
  }, 50);
}

export function brush(id, axis, intervals) {
  const plot = plots[id];
  const model = plot.chart.getModel().queryComponents({ mainType: 'parallelAxis' })[axis];
  plot.chart.dispatchAction({ type: 'axisAreaSelect', parallelAxisId: model.id, intervals });
}

export function exportPng(id, name) {
  const url = plots[id].chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: colour('surface') });
  const bytes = Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (c) => c.charCodeAt(0));
  save(`${name}.png`, new Blob([bytes], { type: 'image/png' }));
}

export function exportSvg(id, name) {
  const { chart, option } = plots[id];
  const copy = echarts.init(null, null, { renderer: 'svg', ssr: true, width: chart.getWidth(), height: chart.getHeight() });
  copy.setOption({ backgroundColor: colour('surface'), ...full(option) });
  save(`${name}.svg`, new Blob([copy.renderToSVGString()], { type: 'image/svg+xml' }));
  copy.dispose();
}

export function saveTable(_, name, type, stream) {
  return saveText(name, type, stream);
}

export function dispose(id) {
  const plot = plots[id];
  if (!plot) return;
  clearTimeout(plot.telling);
  plot.resize.disconnect();
  window.removeEventListener('themechange', plot.retheme);
  plot.chart.dispose();
  delete plots[id];
}
