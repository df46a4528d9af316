import { useEffect } from "react";

// Brings the element of that id into view and marks it, so that a key can walk from question to question.
export function FollowAnchor({ anchor = "" }) {
  useEffect(() => {
    if (!anchor) return undefined;
    const place = document.getElementById(anchor);
    place?.scrollIntoView({ block: "center" });
    place?.setAttribute("data-followed", "yes");
    return () => place?.removeAttribute("data-followed");
  }, [anchor]);
  return null;
}
