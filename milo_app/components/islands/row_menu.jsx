import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";

// The one menu of a table. A row carries `data-row` (its id) and `data-can` (the actions that are open to it); a button
// with `data-more` inside it, or a right click on the row, opens the menu. Shift and right click is the browser's own. A
// button with `data-act` inside a row does that action at once.
const GAP = 4;

function placed(anchor, box) {
  const left = anchor.alignEnd ? anchor.right - box.width : anchor.left;
  const below = anchor.bottom + GAP + box.height <= window.innerHeight;
  const top = below ? anchor.bottom + GAP : Math.max(8, anchor.top - GAP - box.height);
  return { left: Math.max(8, Math.min(left, window.innerWidth - box.width - 8)), top };
}

export function RowMenu({ scope, items = [], onPick }) {
  const [open, setOpen] = useState(null);
  const box = useRef(null);
  const navigate = useNavigate();
  const latest = useRef(onPick);
  latest.current = onPick;

  useEffect(() => {
    const show = (row, anchor, back) =>
      setOpen({ id: row.dataset.row, can: (row.dataset.can || "").split(" "), anchor, back });
    const onClick = (event) => {
      const act = event.target.closest?.(`${scope} [data-act]`);
      if (act) latest.current?.(act.dataset.act, act.closest("[data-row]").dataset.row);
      const button = event.target.closest?.(`${scope} [data-more]`);
      if (!button) return;
      const { top, left, right, bottom } = button.getBoundingClientRect();
      show(button.closest("[data-row]"), { top, left, right, bottom, alignEnd: true }, button);
    };
    const onContext = (event) => {
      const row = event.target.closest?.(`${scope} [data-row]`);
      if (!row || event.shiftKey || event.target.closest("input")) return;
      event.preventDefault();
      const focused = row.querySelector("a");
      const at = event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : null;
      const rect = (event.target.closest("a, button") || focused).getBoundingClientRect();
      const { x, y } = at || { x: rect.left, y: rect.bottom };
      show(row, { top: y, bottom: y - GAP, left: x, right: x }, event.target.closest("a, button") || focused);
    };
    document.addEventListener("click", onClick);
    document.addEventListener("contextmenu", onContext);
    return () => {
      document.removeEventListener("click", onClick);
      document.removeEventListener("contextmenu", onContext);
    };
  }, [scope]);

  useEffect(() => {
    if (!open || !box.current) return undefined;
    const { left, top } = placed(open.anchor, box.current.getBoundingClientRect());
    box.current.style.left = `${left}px`;
    box.current.style.top = `${top}px`;
    box.current.querySelector("[role=menuitem]")?.focus({ preventScroll: true });
    const away = (event) => !box.current?.contains(event.target) && setOpen(null);
    const scrolled = () => setOpen(null);
    document.addEventListener("pointerdown", away, true);
    window.addEventListener("scroll", scrolled, true);
    window.addEventListener("resize", scrolled);
    return () => {
      document.removeEventListener("pointerdown", away, true);
      window.removeEventListener("scroll", scrolled, true);
      window.removeEventListener("resize", scrolled);
    };
  }, [open]);

  if (!open) return null;
  const shown = items.filter((item) => open.can.includes(item.key));
  const close = (back = true) => {
    setOpen(null);
    if (back && open.back?.isConnected) open.back.focus({ preventScroll: true });
  };
  const pick = (item) => {
    close();
    if (item.href) navigate(item.href.replace("{id}", open.id));
    else onPick?.(item.key, open.id);
  };
  const onKeyDown = (event) => {
    const all = [...box.current.querySelectorAll("[role=menuitem]")];
    const at = all.indexOf(document.activeElement);
    const go = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (go !== undefined) {
      event.preventDefault();
      all[go % all.length]?.focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      close();
    } else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey) {
      const named = (one) => one.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase());
      ([...all.slice(at + 1), ...all.slice(0, at + 1)].find(named) || all[at])?.focus();
    }
  };
  return (
    <div ref={box} role="menu" aria-label="Actions" className="m-row-menu" onKeyDown={onKeyDown}>
      {shown.map((item) => (
        <button
          key={item.key}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={item.tone ? `is-${item.tone}` : undefined}
          onClick={() => pick(item)}
          onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
        >
          <svg className="m-i" viewBox="0 0 16 16" aria-hidden="true"><use href={`#mi-${item.icon}`} /></svg>
          {item.label}
        </button>
      ))}
    </div>
  );
}
