// Follows a plan while it is made: what moves comes as events, and the way of a stage is drawn.
const following = document.getElementById("following");
const way = document.querySelector(".way");
const drawn = way?.querySelector(".drawn");
let plot, shown;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const number = new Intl.NumberFormat(document.documentElement.lang);
const size = () => ({ width: drawn.clientWidth, height: drawn.clientHeight });
const axis = (incrs, unit, size) => ({
  stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false }, font: `12px ${getComputedStyle(drawn).fontFamily}`,
  size, incrs, values: (_, all) => all.map((each) => number.format(each) + unit),
});
const line = (name, more) => ({ stroke: colour(name), width: 2.5, paths: uPlot.paths.stepped({ align: 1 }), points: { show: false }, ...more });
const steps = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 3600];

function begin(told) {
  plot?.destroy();
  drawn.replaceChildren();
  plot = new uPlot({
    ...size(), legend: { show: false }, cursor: { show: false }, padding: [8, 16, 0, 0],
    scales: { x: { time: false, range: (_, first, last) => [first, Math.max(last, first + 5)] }, y: { range: (_, least, most) => [0, Math.max(1, most * 1.08)] } },
    axes: [axis(steps, " s", 28), axis([1, 2, 5].flatMap((each) => [0, 1, 2, 3, 4, 5].map((power) => each * 10 ** power)).sort((one, other) => one - other), "", 56)],
    series: [{}, line("--accent"), line("--edge", { width: 2, dash: [6, 4] })],
  }, told.points, drawn);
}

function draw(told, anew) {
  way.hidden = !told.points.length && !following.dataset.events;
  if (!told.points.length) return;
  way.querySelector("b").textContent = told.stage;
  if (anew || shown?.stage !== told.stage) begin(told);
  else plot.setData(told.points);
  shown = told;
}

if (way) {
  draw(JSON.parse(way.dataset.plot));
  new ResizeObserver(() => plot?.setSize(size())).observe(drawn);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => shown && draw(shown, true));
}
if (following.dataset.events) {
  const events = new EventSource(following.dataset.events);
  events.onmessage = ({ data }) => {
    const told = JSON.parse(data);
    if (told.over || told.state !== following.dataset.state) {
      events.close();
      location.reload();
      return;
    }
    for (const [id, part] of Object.entries(told.parts)) document.getElementById(id).innerHTML = part;
    if (way) draw(told.plot);
  };
}
