// Follows a plan while it is made: what moves comes as events, and the way of a stage is drawn.
const following = document.getElementById("following");
const way = document.querySelector(".way");
const drawn = way?.querySelector(".drawn");
let plot, shown;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const number = new Intl.NumberFormat(document.documentElement.lang);
const axis = () => ({ stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false }, font: "12px sans-serif" });

function begin(told) {
  plot?.destroy();
  const stepped = uPlot.paths.stepped({ align: 1 });
  const line = (name, more) => ({ stroke: colour(name), width: 2.5, paths: stepped, points: { show: false }, spanGaps: true, ...more });
  plot = new uPlot({
    width: drawn.clientWidth, height: drawn.clientHeight, legend: { show: false }, cursor: { show: false },
    scales: { x: { time: false }, y: { range: (_, least, most) => [Math.max(0, least - (most - least) / 10), most + Math.max(1, (most - least) / 10)] } },
    axes: [{ ...axis(), values: (_, seconds) => seconds.map((each) => `${number.format(each)} s`) }, { ...axis(), values: (_, all) => all.map((each) => number.format(each)) }],
    series: [{}, line("--accent"), line("--edge", { width: 2, dash: [6, 4] })],
  }, told.points, drawn);
}

function draw(told, anew) {
  if (!way || !told.points.length) return;
  way.hidden = false;
  way.querySelector("b").textContent = told.stage;
  if (anew || shown?.stage !== told.stage) begin(told);
  else plot.setData(told.points);
  shown = told;
}

if (way) draw(JSON.parse(way.dataset.plot));
if (drawn) {
  new ResizeObserver(() => plot?.setSize({ width: drawn.clientWidth, height: drawn.clientHeight })).observe(drawn);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => shown && draw(shown, true));
}
if (following?.dataset.events) {
  const events = new EventSource(following.dataset.events);
  events.onmessage = ({ data }) => {
    const told = JSON.parse(data);
    if (told.over || told.state !== following.dataset.state) {
      events.close();
      location.reload();
      return;
    }
    const part = document.getElementById("progress");
    if (part) part.innerHTML = told.part;
    draw(told.plot);
  };
}
