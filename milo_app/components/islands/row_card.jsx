import { useEffect, useRef, useState } from "react";

// The one hover card of a table: whatever carries `data-card` shows its lines on hover and on focus. A line is text, or
// two texts with a tab between them. What carries `data-copy` is copied by a click, and the card says so.
const WAIT = 250;

export function RowCard({ scope }) {
  const [card, setCard] = useState(null);
  const box = useRef(null);
  const timer = useRef(0);

  useEffect(() => {
    const target = (event) => event.target.closest?.(`${scope} [data-card]`);
    const open = (element, text = element.dataset.card) => {
      if (text && element.isConnected) setCard({ element, text });
    };
    const later = (element) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => open(element), WAIT);
    };
    const close = () => {
      clearTimeout(timer.current);
      setCard(null);
    };
    const over = (event) => {
      if (box.current?.contains(event.target)) return clearTimeout(timer.current);
      const element = target(event);
      if (element) return later(element);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setCard(null), 120);
      return undefined;
    };
    const focus = (event) => {
      const element = target(event);
      if (element && element.matches(":focus-visible")) open(element);
    };
    const key = (event) => event.key === "Escape" && close();
    const click = async (event) => {
      const element = event.target.closest?.(`${scope} [data-copy]`);
      if (!element) return;
      let words = "Copied";
      try {
        await navigator.clipboard.writeText(element.dataset.copy);
      } catch {
        words = element.dataset.copy;
      }
      open(element, words);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setCard(null), 1500);
    };
    const listeners = { mouseover: over, focusin: focus, focusout: close, keydown: key, click };
    for (const [name, listen] of Object.entries(listeners)) document.addEventListener(name, listen);
    window.addEventListener("scroll", close, true);
    return () => {
      for (const [name, listen] of Object.entries(listeners)) document.removeEventListener(name, listen);
      window.removeEventListener("scroll", close, true);
      clearTimeout(timer.current);
    };
  }, [scope]);

  useEffect(() => {
    if (!card || !box.current) return undefined;
    const at = card.element.getBoundingClientRect();
    const own = box.current.getBoundingClientRect();
    const below = at.bottom + 6 + own.height <= window.innerHeight;
    box.current.style.top = `${below ? at.bottom + 6 : at.top - 6 - own.height}px`;
    box.current.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - own.width - 8))}px`;
    card.element.setAttribute("aria-describedby", "m-row-card");
    return () => card.element.removeAttribute("aria-describedby");
  }, [card]);

  if (!card) return <span role="status" className="m-sr" />;
  return (
    <>
      <span role="status" className="m-sr">{card.text === "Copied" ? "Copied" : ""}</span>
      <div ref={box} id="m-row-card" role="tooltip" className="m-row-card">
        {card.text.split("\n").map((line, number) => {
          const [name, value] = line.split("\t");
          return value === undefined ? (
            <div key={number} className="m-row-card-title">{name}</div>
          ) : (
            <div key={number} className="m-pair"><span>{name}</span><strong>{value}</strong></div>
          );
        })}
      </div>
    </>
  );
}
