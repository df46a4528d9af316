// What `city_map.jsx` draws: which cities are one bubble at a zoom, and the figure of them for Plotly. No state.
const LABELS = 40; // Names beside bubbles; fewer where they would lie on each other.
const NEAR = 26; // Pixels within which cities are one bubble, until somebody zooms in.
const WORLD = 200; // From so many degrees on the whole world is shown.

function token(box, name) {
  const raw = getComputedStyle(box).getPropertyValue(name).trim();
  const wide = raw.match(/^color\(display-p3 ([\d.]+) ([\d.]+) ([\d.]+)/);
  return wide ? `rgb(${wide.slice(1, 4).map((part) => Math.round(255 * part)).join(",")})` : raw;
}

const up = (lat) => (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (Math.max(-84, Math.min(84, lat)) * Math.PI) / 360));
const down = (y) => (360 / Math.PI) * Math.atan(Math.exp((y * Math.PI) / 180)) - 90;

// What is shown at first: the ranges that hold all spots, in the proportions of the box, and pixels per degree.
export function frame(spots, box) {
  const lons = spots.map((one) => one.lon);
  const tops = spots.map((one) => up(one.lat));
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...tops), Math.max(...tops)];
  if (east - west > WORLD) return { pixels: box.clientWidth / 360 };
  const [wide, high] = [Math.max(east - west, 6) * 1.3, Math.max(north - south, 6) * 1.3];
  const ratio = box.clientWidth / Math.max(1, box.clientHeight);
  const [halfX, halfY] = wide / high > ratio ? [wide / 2, wide / ratio / 2] : [(high * ratio) / 2, high / 2];
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  const lat = [down(Math.max(-150, y - halfY)), down(Math.min(150, y + halfY))];
  return { lon: [Math.max(-180, x - halfX), Math.min(180, x + halfX)], lat, pixels: box.clientWidth / (2 * halfX) };
}

// The bubbles at this zoom: each city joins the largest one that is near, and takes its name along ("Newark area").
export function bubbled(spots, pixels) {
  const found = [];
  for (const one of spots) {
    const [x, y] = [one.lon * pixels, up(one.lat) * pixels];
    const near = found.find((other) => other.country === one.country && Math.hypot(other.x - x, other.y - y) < NEAR);
    if (near) {
      Object.assign(near, { count: near.count + one.count, on: near.on || one.on, ids: [...near.ids, one.id] });
      near.more.push(`${one.label}: ${one.count}`);
    } else found.push({ ...one, x, y, ids: [one.id], more: [`${one.label}: ${one.count}`] });
  }
  found.sort((a, b) => b.country - a.country || b.count - a.count); // Countries lie below, so that cities can be pressed.
  const taken = [];
  for (const one of [...found].sort((a, b) => b.count - a.count)) {
    const free = taken.length < LABELS && taken.every(([x, y]) => Math.abs(x - one.x) > 130 || Math.abs(y - one.y) > 22);
    const alone = one.country ? `${one.short}, ${one.count}` : one.short;
    one.name = !free ? "" : one.ids.length > 1 && !one.country ? `${one.short} area` : alone;
    if (free) taken.push([one.x, one.y]);
  }
  return found;
}

export function figure(box, spots, scope, view, mode, asked) {
  const [line, land, sea, text, mark, onMark] = ["--m-edge", "--m-panel", "--m-subtle", "--m-main", "--m-solid", "--m-on-solid"]
    .map((name) => token(box, name));
  const most = Math.max(...spots.map((one) => one.count), 1);
  const place = { type: "scattergeo", lat: spots.map((one) => one.lat), lon: spots.map((one) => one.lon), hoverinfo: "text" };
  const some = spots.some((one) => one.on);
  const faint = spots.map((one) => (some && !one.on ? 0.35 : 1));
  const font = { family: "Inter, sans-serif", size: 12, color: text };
  const bubbles = {
    ...place, mode: "markers+text", text: spots.map((one) => one.name), textfont: font,
    textposition: spots.map((one) => (one.country ? "bottom center" : "middle right")),
    hovertext: spots.map((one) => one.more.slice(0, 8).join("<br>")),
    marker: {
      size: spots.map((one) => 18 + 26 * Math.sqrt(one.count / most)),
      color: spots.map((one) => (one.country ? land : mark)), opacity: faint,
      line: { color: mark, width: spots.map((one) => (one.country ? 2 : 0)) },
    },
    selected: { marker: { opacity: 1 } }, unselected: { marker: { opacity: 0.35 } },
  };
  const counts = {
    ...place, mode: "text", text: spots.map((one) => (one.country ? "" : `${one.count}`)), hoverinfo: "skip",
    textfont: { ...font, size: 11, color: onMark },
  };
  const whole = !view.lon;
  const geo = {
    scope: whole ? "world" : scope, resolution: whole || scope === "world" ? 110 : 50, bgcolor: sea,
    projection: { type: whole ? "natural earth" : "mercator" }, showframe: false, showland: true, landcolor: land,
    showocean: true, oceancolor: sea, showlakes: true, lakecolor: sea, showcountries: true, countrycolor: line,
    coastlinecolor: line, showsubunits: true, subunitcolor: line, coastlinewidth: 1, countrywidth: 1, subunitwidth: 0.6,
    ...(whole ? {} : { lonaxis: { range: view.lon }, lataxis: { range: view.lat } }),
  };
  const layout = {
    geo, dragmode: mode, uirevision: asked, margin: { l: 0, r: 0, t: 0, b: 0 }, paper_bgcolor: sea, showlegend: false,
    hoverlabel: { bgcolor: land, bordercolor: line, font }, selectionrevision: Math.random(),
  };
  return [[bubbles, counts], layout];
}
