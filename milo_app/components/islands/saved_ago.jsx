import { useEffect, useState } from "react";

// Says how long ago the draft was kept, second by second, without asking the server. Screen readers hear "Saved" once.
const words = (at, now) => {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < 2) return "Saved just now.";
  if (seconds < 60) return `Saved ${seconds}s ago.`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `Saved ${minutes} min ago.` : `Saved ${Math.floor(minutes / 60)} h ago.`;
};

export function SavedAgo({ at = 0, rest = "" }) {
  // The browser's own clock counts from the moment the news arrived, so that a wrong clock does no harm.
  const [since, setSince] = useState(() => Date.now());
  const [now, setNow] = useState(since);
  useEffect(() => {
    const here = Date.now();
    setSince(here);
    setNow(here);
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [at]);
  if (!at) return null;
  return (
    <span>
      <span className="m-sr">Saved. {rest}</span>
      <span aria-hidden="true">{words(since, now)} {rest}</span>
    </span>
  );
}
