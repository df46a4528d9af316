import { useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { useLocation, useNavigate } from "react-router";

// A report over the list that it was opened from. The address reads /candidates/<id>, while the list stays the page that
// runs underneath (the router's mask): going back shows it untouched, and the same address opened anew is the full page.
const REPORT = /^\/candidates\/([^/]+)$/;
const BUSY = "[role='dialog'], [role='alertdialog'], [role='menu'], [role='listbox']";
const TYPING = "input, textarea, select, [contenteditable='true']";

function reportOf(path) {
  return REPORT.exec(path ?? "")?.[1] ?? "";
}

function showWhenThere(id, tries = 20) {
  const target = document.getElementById(id);
  if (target?.offsetParent) {
    target.scrollIntoView({ block: "start" });
    target.classList.remove("is-flashed");
    requestAnimationFrame(() => target.classList.add("is-flashed"));
  } else if (tries) {
    setTimeout(() => showWhenThere(id, tries - 1), 50);
  }
}

export function ReportPanel({ label = "", onOpen, onClose, children }) {
  const location = useLocation();
  const navigate = useNavigate();
  const shown = reportOf(location.mask?.pathname);
  const box = useRef(null);
  const latest = useRef({});
  latest.current = { location, navigate, shown, onOpen, onClose };

  useEffect(() => {
    const press = (event) => {
      const link = event.target.closest?.("a[href]");
      const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
      if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute("download")) return;
      const { location: here, navigate: go, shown: open } = latest.current;
      const inside = box.current?.contains(link);
      const to = new URL(link.href, window.location.href);
      const over = (mask) => go({ pathname: here.pathname, search: here.search, hash: "#over" }, { mask, replace: Boolean(open), preventScrollReset: true });
      if (inside && (link.getAttribute("href") ?? "").includes("#")) {
        event.preventDefault();
        over({ pathname: here.mask.pathname, search: here.mask.search, hash: to.hash });
        showWhenThere(decodeURIComponent(to.hash.slice(1)));
      } else if (to.origin === window.location.origin && reportOf(to.pathname) && (inside || link.closest("main"))) {
        event.preventDefault();
        // The list's own search holds its page and view as well; the report keeps them for the way back.
        over({ pathname: to.pathname, search: inside ? to.search : here.search || to.search, hash: to.hash });
      } else if (inside && to.pathname === here.pathname) {
        event.preventDefault();
        go(-1);
      }
    };
    document.addEventListener("click", press, true);
    return () => document.removeEventListener("click", press, true);
  }, []);

  useEffect(() => {
    if (!shown) return undefined;
    const escape = (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : document.body;
      if (document.querySelector(BUSY)) return;
      if (target.closest(TYPING)) target.blur();
      else latest.current.navigate(-1);
    };
    window.addEventListener("keydown", escape);
    return () => window.removeEventListener("keydown", escape);
  }, [shown]);

  const isOpen = shown !== "";
  const last = useRef("");
  useEffect(() => {
    if (!shown) return;
    last.current = shown;
    latest.current.onOpen?.(shown);
    if (box.current) box.current.scrollTop = 0;
  }, [shown]);
  useEffect(() => {
    if (!isOpen) return undefined;
    const app = document.querySelector(".m-app");
    app?.setAttribute("inert", "");
    box.current?.focus({ preventScroll: true });
    return () => {
      app?.removeAttribute("inert");
      latest.current.onClose?.();
      const row = document.querySelector(`main a[href^="/candidates/${last.current}"]`);
      row?.scrollIntoView({ block: "nearest" });
      row?.focus({ preventScroll: true });
    };
  }, [isOpen]);

  if (!isOpen) return null;
  return createPortal(
    <div className="m-over">
      <div className="m-over-scrim" aria-hidden="true" onClick={() => navigate(-1)} />
      <section ref={box} className="m-over-panel" tabIndex={-1} aria-label={label || "Candidate report"}>
        <button type="button" className="m-icon-btn is-quiet m-over-close" aria-label="Back to the list" title="Back to the list" onClick={() => navigate(-1)}>
          <svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
            <path d="M18 6 6 18M6 6l12 12" />
          </svg>
        </button>
        {children}
      </section>
    </div>,
    document.querySelector(".radix-themes") ?? document.body,
  );
}
