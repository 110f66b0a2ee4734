"use strict";

/** The last five minutes as lines, and a short line in each server's box. Drawn by uPlot. */
const Charts = (() => {
  const KEPT = 300;
  const SPARK = 120;
  const samples = [];
  const charts = [];
  let names = [];

  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const tone = (index) => color(`--server-${index % 3}`);

  function add(more) {
    samples.push(...more);
    samples.splice(0, Math.max(0, samples.length - KEPT));
    return samples.length === 0 ? 0 : samples[samples.length - 1].number;
  }

  const times = (count) => samples.slice(-count).map((it) => Date.parse(it.at) / 1000);
  const of = (name, figure) => samples.map((it) => (it.upstreams[name] ? it.upstreams[name][figure] : null));

  function values(figure, withSite) {
    const lines = names.map((name) => of(name, figure));
    return [times(KEPT), ...lines, ...(withSite ? [samples.map((it) => it.site[figure])] : [])];
  }

  const clock = (seconds) => new Date(seconds * 1000).toLocaleTimeString([], { hour12: false, hour: "2-digit", minute: "2-digit" });

  const short = (value) => (value === null || value === undefined ? "–" : value >= 100 ? value.toFixed(0) : value.toFixed(1));

  function line(label, stroke, extra) {
    return { label, stroke, width: 1.75, points: { show: false }, spanGaps: false, value: (_, value) => short(value), ...extra };
  }

  function axis(extra) {
    return { stroke: color("--soft"), font: "12px system-ui, sans-serif", grid: { stroke: color("--grid"), width: 1 }, ticks: { show: false }, ...extra };
  }

  function chart(id, figure, withSite) {
    const element = document.getElementById(id);
    const series = [
      { label: "Time" },
      ...names.map((name, index) => line(name, tone(index))),
      ...(withSite ? [line("all", color("--site"), { dash: [5, 4] })] : []),
    ];
    const options = {
      width: element.clientWidth,
      height: 170,
      series,
      axes: [axis({ space: 40, size: 28, incrs: [60, 120, 300], values: (_, ticks) => ticks.map(clock) }), axis({ size: 44, values: (_, ticks) => ticks.map((it) => (it >= 1000 ? `${it / 1000}k` : String(it))) })],
      scales: { x: { range: (_, min, max) => [Math.min(min, max - KEPT), max] }, y: { range: (_, min, max) => [0, Math.max(1, max * 1.1)] } },
      cursor: { sync: { key: "ops" }, drag: { x: false, y: false } },
      legend: { live: true },
    };
    const data = () => values(figure, withSite);
    return { element, plot: new uPlot(options, data(), element), data, describe: () => describe(figure) };
  }

  function spark({ name, element, index }) {
    const options = {
      width: element.clientWidth,
      height: 48,
      series: [{}, { stroke: tone(index), fill: `${tone(index)}22`, width: 1.5, points: { show: false } }],
      axes: [{ show: false }, { show: false }],
      scales: { x: { range: (_, min, max) => [max - SPARK, max] }, y: { range: (_, min, max) => [0, Math.max(1, max * 1.15)] } },
      cursor: { show: false },
      legend: { show: false },
      padding: [2, 0, 2, 0],
    };
    const data = () => [times(SPARK), of(name, "requestsPerSecond").slice(-SPARK)];
    return { element, plot: new uPlot(options, data(), element), data, describe: () => null };
  }

  /** In words, for who cannot see the lines. */
  function describe(figure) {
    const last = samples[samples.length - 1];
    const parts = names.map((name) => `${name} ${short(last.upstreams[name][figure])}`);
    return `Now: ${parts.join(", ")}; all ${short(last.site[figure])}`;
  }

  function build() {
    charts.splice(0).forEach((it) => it.plot.destroy());
    charts.push(
      chart("chart-rate", "requestsPerSecond", true),
      chart("chart-p99", "p99Millis", false),
      chart("chart-errors", "errorsPerSecond", true),
      ...Picture.sparks().map(spark),
    );
  }

  function show(serverNames) {
    if (samples.length === 0) {
      return;
    }
    if (charts.length === 0) {
      names = serverNames;
      build();
    }
    charts.forEach((it) => {
      it.plot.setData(it.data());
      if (it.plot.cursor.idx === null || it.plot.cursor.idx === undefined) {
        it.plot.setLegend({ idx: samples.length - 1 });
      }
      const words = it.describe();
      if (words !== null) {
        it.element.setAttribute("aria-label", words);
      }
    });
  }

  function resize() {
    charts.forEach((it) => it.plot.setSize({ width: it.element.clientWidth, height: it.plot.height }));
  }

  /** Colours are part of a chart, so another theme needs other charts. */
  function repaint() {
    if (charts.length > 0) {
      build();
    }
  }

  return { add, show, resize, repaint };
})();
