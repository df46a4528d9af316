import { useEffect, useRef, useState } from "react";

// Copies a text. Without clipboard rights (plain http) it falls back to a hidden field, and says so when both fail.
async function put(text) {
  if (navigator.clipboard?.writeText) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // No right to the clipboard: the old way below still works from a click.
    }
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("readonly", "");
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

const ICONS = {
  idle: "M8 4H5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1v-2M9 2h7a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1Z",
  done: "m4 10 4 4 8-9",
};

export function CopyButton({ value, label = "Copy", iconOnly = false, className = "" }) {
  const [state, setState] = useState("idle");
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);

  const copy = async () => {
    setState((await put(value)) ? "done" : "failed");
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setState("idle"), 2000);
  };
  const words = state === "done" ? "Copied" : state === "failed" ? "Select and copy it by hand" : label;
  return (
    <button
      type="button"
      onClick={copy}
      className={`${iconOnly ? "m-icon-btn is-quiet" : "m-btn is-outline is-normal"} ${className}`}
      title={words}
      aria-label={iconOnly ? words : undefined}
    >
      <svg viewBox="0 0 20 20" width="16" height="16" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
        <path d={state === "done" ? ICONS.done : ICONS.idle} strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      {iconOnly ? null : <span>{words}</span>}
      <span className="m-sr" role="status">{state === "idle" ? "" : words}</span>
    </button>
  );
}
