import { lazy, Suspense, useEffect, useState } from "react";

// The door of the palette: a few bytes on every page. What is behind it is fetched when somebody opens it.
const Box = lazy(() => import("./palette_box.jsx").catch(() => (window.location.assign("/search"), { default: () => null })));
const TYPING = "input, textarea, select, [contenteditable='true']";

export function Palette({ slash = true, ...rest }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const key = (event) => {
      if (event.key === "Escape" && open) return setOpen(false);
      const mod = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
      const alone = slash && event.key === "/" && !event.ctrlKey && !event.metaKey && !event.target.closest?.(TYPING);
      if ((!mod && !alone) || event.repeat || event.altKey || event.isComposing) return;
      if (document.querySelector("[role='dialog']:not(.m-palette), [role='alertdialog']")) return;
      event.preventDefault();
      setOpen((was) => !was || alone);
    };
    const click = (event) => {
      if (!event.target.closest?.("[data-palette]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      setOpen(true);
    };
    window.addEventListener("keydown", key);
    window.addEventListener("click", click, true);
    return () => {
      window.removeEventListener("keydown", key);
      window.removeEventListener("click", click, true);
    };
  }, [slash, open]);
  return open ? <Suspense fallback={null}><Box {...rest} onLeave={() => setOpen(false)} /></Suspense> : null;
}
