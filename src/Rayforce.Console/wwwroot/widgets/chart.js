// Charts of numeric columns over a time, a number or a category: uPlot.
import uPlot from "../lib/uPlot.esm.js";

const charts = new Map();
const colours = ["#2f7d5b", "#c2622d", "#3b6fb6", "#a2468f", "#8a7a1f", "#5b5bb8", "#b33f4f", "#3f8f95"];

const day = "\n{YYYY}-{MM}-{DD}";
// Seconds between two marks, what stands at each, and what at the first of a year, month, day, hour, minute or second.
const times = [
  [31_536_000, "{YYYY}", null, null, null, null, null, null, 1],
  [2_419_200, "{YYYY}-{MM}", null, null, null, null, null, null, 1],
  [86_400, "{YYYY}-{MM}-{DD}", null, null, null, null, null, null, 1],
  [60, "{HH}:{mm}", day, null, day, null, null, null, 1],
  [1, "{HH}:{mm}:{ss}", day, null, day, null, null, null, 1],
  [0.001, "{HH}:{mm}:{ss}.{fff}", day, null, day, null, null, null, 1],
];

function sizeOf(host) {
  return { width: Math.max(120, host.clientWidth), height: Math.max(80, host.clientHeight - 34) };
}

/** One series over categories is bars, several are dots, which do not hide each other. */
function seriesOf(colour, isBar) {
  return isBar
    ? { paths: uPlot.paths.bars({ size: [0.6, 60] }), fill: `${colour}88`, points: { show: false } }
    : { paths: () => null, points: { show: true, size: 9, fill: colour } };
}

/** Draws a chart: the values of the axis and then those of each series, one behind the other; NaN is a gap. */
export function drawChart(id, names, kind, numbers, categories) {
  removeChart(id);
  const host = document.getElementById(id);
  // A copy: what comes is .NET's memory.
  const all = numbers.slice();
  const count = all.length / names.length;
  const data = names.map((_, i) => Array.from(
    all.subarray(i * count, (i + 1) * count), (value) => (Number.isNaN(value) ? null : value)));
  const style = getComputedStyle(host);
  const axis = {
    stroke: style.getPropertyValue("--text"),
    grid: { stroke: style.getPropertyValue("--line"), width: 1 },
    ticks: { stroke: style.getPropertyValue("--line"), width: 1 },
  };
  const isCategory = kind === "category";
  const isBar = isCategory && names.length === 2;
  const isTime = kind === "time";
  const labels = (places) => places.map((place) => categories[place] ?? "");
  const chart = new uPlot({
    ...sizeOf(host),
    scales: {
      x: { time: isTime, ...(isCategory ? { range: [-0.6, count - 0.4] } : {}) },
      // A bar begins at 0.
      y: isBar ? { range: (_, low, high) => [Math.min(0, low * 1.05), Math.max(0, high * 1.05)] } : {},
    },
    axes: [
      {
        ...axis,
        ...(isTime ? { values: times, space: 80 } : {}),
        ...(isCategory ? { values: (_, places) => labels(places), incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500] } : {}),
      },
      axis,
    ],
    series: [
      {
        label: names[0],
        ...(isTime ? { value: "{YYYY}-{MM}-{DD} {HH}:{mm}:{ss}.{fff}" } : {}),
        ...(isCategory ? { value: (_, place) => categories[place] ?? "" } : {}),
      },
      ...names.slice(1).map((label, i) => ({
        label,
        stroke: colours[i % colours.length],
        width: 1.5,
        ...(isCategory ? seriesOf(colours[i % colours.length], isBar) : {}),
      })),
    ],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
  }, data, host);
  const watcher = new ResizeObserver(() => chart.setSize(sizeOf(host)));
  watcher.observe(host);
  charts.set(id, { chart, watcher });
}

export function removeChart(id) {
  const known = charts.get(id);
  known?.watcher.disconnect();
  known?.chart.destroy();
  charts.delete(id);
}
