import { useEffect, useRef } from "react";

// What one page with many steps owes to people who do not see the screen: each step has its own title in the tab, takes
// the focus to its heading and starts at the top. `sent` names the draft whose answer the server has taken.
export function StepFocus({ step = "", title = "", sent = "" }) {
  const shown = useRef("");

  useEffect(() => {
    if (title) document.title = title;
  }, [title]);
  useEffect(() => {
    if (!sent) return;
    try {
      localStorage.removeItem(`milo-draft:${sent}`);
    } catch {
      // Storage can be switched off; then there is no draft.
    }
  }, [sent]);
  useEffect(() => {
    if (!step || step === "loading") return;
    const first = shown.current === "";
    shown.current = step;
    if (first) return;
    window.scrollTo(0, 0);
    const heading = document.querySelector("main h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }, [step]);
  return null;
}
