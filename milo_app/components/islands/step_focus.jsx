import { useEffect, useRef } from "react";

// What one page with many steps owes to people who do not see the screen: each step has its own title in the tab, takes
// the focus to its heading and starts at the top; so does an error. `sent` names the draft whose answer the server has taken.
export function StepFocus({ step = "", title = "", sent = "", error = "" }) {
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
  useEffect(() => {
    // The button that was pressed was switched off meanwhile, so the focus is nowhere: the sentence takes it.
    const notice = error ? document.querySelector("main .p-notice.is-bad") : null;
    notice?.setAttribute("tabindex", "-1");
    notice?.focus({ preventScroll: true });
    notice?.scrollIntoView({ block: "nearest" });
  }, [error]);
  return null;
}
