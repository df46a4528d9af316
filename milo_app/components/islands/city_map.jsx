import { useEffect, useRef, useState } from "react";
import { bubbled, figure, frame } from "./city_map_figure.jsx";

// A map of cities as bubbles. Plotly and the outlines come from the own server, when the map is shown and not before.
// Colours are read from the page's tokens and follow its theme; the view stays while counts change underneath.
const outlines = { topojsonURL: "/topojson/", displayModeBar: false, scrollZoom: true, responsive: true, doubleClick: false };
const WHOLE = "M12 2v4M12 18v4M2 12h4M18 12h4M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10";
const AREA = "M5 3H3v2M10 3h4M19 3h2v2M21 10v4M21 19v2h-2M14 21h-4M5 21H3v-2M3 14v-4";

export function CityMap({ spots = [], scope = "world", label, onPick }) {
  const box = useRef(null);
  const plotly = useRef(null);
  const view = useRef(null);
  const latest = useRef({});
  const [round, setRound] = useState(0);
  const [scale, setScale] = useState(1);
  const [picking, setPicking] = useState(false);
  const [shift, setShift] = useState(false);
  const inside = useRef(false); // Shift is for capital letters everywhere else.
  const mode = picking || shift ? "select" : "pan";
  latest.current = { ...latest.current, spots, onPick };

  const draw = async () => {
    plotly.current ??= (await import("plotly.js-geo-dist-min")).default;
    if (!box.current || !latest.current.spots.length) return;
    const asked = `${round} ${scope}`;
    if (view.current?.asked !== asked) view.current = { asked, ...frame(latest.current.spots, box.current) };
    const bubbles = bubbled(latest.current.spots, view.current.pixels * scale);
    latest.current.bubbles = bubbles;
    const fresh = !box.current.on;
    await plotly.current.react(box.current, ...figure(box.current, bubbles, scope, view.current, mode, asked), outlines);
    if (!fresh) return;
    const tell = (event) => {
      const ids = [...new Set((event?.points ?? []).flatMap((point) => latest.current.bubbles[point.pointNumber]?.ids ?? []))];
      if (ids.length) latest.current.onPick?.(ids);
    };
    box.current.on("plotly_click", tell);
    box.current.on("plotly_selected", (event) => {
      setPicking(false);
      tell(event);
    });
    box.current.on("plotly_relayout", (change) => {
      const by = change?.["geo.projection.scale"];
      if (by) setScale(2 ** (Math.round(2 * Math.log2(by)) / 2)); // In steps, so that bubbles do not swim.
    });
  };
  useEffect(() => void draw(), [spots, scope, mode, round, scale]);
  useEffect(() => {
    const theme = new MutationObserver(() => draw());
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ["class", "style"] });
    const key = (event) => event.key === "Shift" && setShift(event.type === "keydown" && inside.current);
    window.addEventListener("keydown", key);
    window.addEventListener("keyup", key);
    return () => {
      theme.disconnect();
      window.removeEventListener("keydown", key);
      window.removeEventListener("keyup", key);
    };
  });
  useEffect(() => {
    const drawn = box.current;
    return () => plotly.current?.purge(drawn);
  }, []);
  const zoom = (by) => {
    const scale = box.current?._fullLayout?.geo?.projection?.scale ?? 1;
    plotly.current?.relayout(box.current, { "geo.projection.scale": Math.max(0.5, Math.min(60, scale * by)) });
  };
  const tool = (name, path, act, pressed) => (
    <button type="button" className="m-icon-btn" aria-label={name} title={name} onClick={act} aria-pressed={pressed}>
      <svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
  const around = () => {
    setScale(1);
    setRound(round + 1);
  };
  return (
    <div className="m-map" onPointerEnter={() => (inside.current = true)} onPointerLeave={() => (inside.current = false)}>
      <div ref={box} className="m-map-box" role="img" aria-label={label} />
      <div className="m-map-tools" role="group" aria-label="Map">
        {tool("Zoom in", "M5 12h14M12 5v14", () => zoom(1.6))}
        {tool("Zoom out", "M5 12h14", () => zoom(1 / 1.6))}
        {tool("Show all", WHOLE, around)}
        {tool("Select an area", AREA, () => setPicking(!picking), picking)}
      </div>
      <span className="m-map-hint">Shift-drag to select an area</span>
    </div>
  );
}
