import { useEffect, useRef } from "react";

// Sends a registered key, and nothing else, to the page. Typing, open dialogs and key repeat are left alone.
// A key is "s", "?", "Escape", "mod+k", or a sequence such as "g i" (within one second).
const TYPING = "input, textarea, select, [contenteditable='true'], [role='slider'], [role='menu'], [role='listbox']";
const BUSY = "[role='dialog'], [role='alertdialog']";

function nameOf(event) {
  const mod = event.ctrlKey || event.metaKey ? "mod+" : "";
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return mod + key;
}

export function Hotkeys({ keys = [], onKey, enabled = true }) {
  const latest = useRef({ keys, onKey });
  latest.current = { keys, onKey };
  const pending = useRef({ key: "", at: 0 });

  useEffect(() => {
    if (!enabled) return undefined;
    const listen = (event) => {
      if (event.repeat || event.defaultPrevented || event.altKey || event.isComposing) return;
      const key = nameOf(event);
      const target = event.target instanceof Element ? event.target : document.body;
      if (target.closest(TYPING) && !key.startsWith("mod+")) return;
      if (document.querySelector(BUSY)) return;
      const known = latest.current.keys;
      const { key: first, at } = pending.current;
      const pair = first && event.timeStamp - at < 1000 ? `${first} ${key}` : "";
      const hit = known.includes(pair) ? pair : known.includes(key) ? key : "";
      const starts = known.some((one) => one.startsWith(`${key} `));
      pending.current = hit || !starts ? { key: "", at: 0 } : { key, at: event.timeStamp };
      if (!hit) return;
      event.preventDefault();
      latest.current.onKey?.(hit);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [enabled]);

  return null;
}
