import { useEffect, useRef } from "react";

// Plays a short sound when `ring` grows, in one tab only: a lock chooses the tab, and what was rung is remembered for
// all of them. A browser that allows no sound before the first click stays silent.
const KEY = "milo-rung";

async function inOneTab(ring, play) {
  const first = () => {
    if (Number(localStorage.getItem(KEY) || 0) >= ring) return;
    localStorage.setItem(KEY, String(ring));
    return play();
  };
  if (navigator.locks) await navigator.locks.request("milo-sound", first);
  else first();
}

// Whose browser this is, told once per load: pushes follow the member who uses it now.
let isTold = false;
async function tellBrowser(onBrowser) {
  if (isTold || !onBrowser || !("serviceWorker" in navigator) || globalThis.Notification?.permission !== "granted") return;
  isTold = true;
  const registration = await navigator.serviceWorker.getRegistration("/");
  const found = await registration?.pushManager?.getSubscription();
  if (!found) return;
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(found.endpoint));
  onBrowser(Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join(""));
}

export function NoticeSound({ ring = 0, src = "/sounds/notice.wav", onBrowser }) {
  const before = useRef(ring);
  useEffect(() => {
    tellBrowser(onBrowser).catch(() => {});
  }, [onBrowser]);
  useEffect(() => {
    if (ring <= before.current) return;
    before.current = ring;
    // Away for more than a minute, the tab missed its moment: the bell says it, silently.
    if (Date.now() - ring > 60000) return;
    inOneTab(ring, () => new Audio(src).play().catch(() => {})).catch(() => {});
  }, [ring, src]);
  return null;
}

export function SoundSample({ label = "Play it", src = "/sounds/notice.wav" }) {
  return (
    <button type="button" className="m-btn is-outline is-small" onClick={() => new Audio(src).play().catch(() => {})}>
      <span>{label}</span>
    </button>
  );
}
