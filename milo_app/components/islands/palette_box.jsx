import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useNavigate } from "react-router";

// The palette itself: a field, and what is found for it. An answer shows only when none that was asked for later has come.
// A letter is asked for at once while no answer is awaited; those that follow before it has come wait for a pause.
// It stands outside of the page, which a report that lies over its list makes inert.
const WAIT = 120;
const PATIENCE = 2000;
const SIGNS = {
  search: "m21 21-4.3-4.3M19 11a8 8 0 1 1-16 0 8 8 0 0 1 16 0",
  users: "M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2M13 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0M22 21v-2a4 4 0 0 0-3-3.9M16 3.1a4 4 0 0 1 0 7.8",
  archive: "M3 4h18v4H3zM5 8v11a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V8M10 12h4",
  plus: "M5 12h14M12 5v14",
  go: "M5 12h14M12 5l7 7-7 7",
};

function Sign({ name }) {
  return (
    <svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={SIGNS[name] ?? SIGNS.go} />
    </svg>
  );
}

const Text = ({ pieces = [] }) => pieces.map((one, at) => (one.hit ? <mark key={at}>{one.text}</mark> : <span key={at}>{one.text}</span>));

function useAnswer(answer, onAsk) {
  const [text, setText] = useState("");
  const turn = useRef(Math.max(1, answer?.turn ?? 0));
  const [shown, setShown] = useState(null);
  const first = useRef(turn.current + 1);
  const awaited = useRef(0);
  useEffect(() => {
    const ask = () => onAsk?.(text, (awaited.current = ++turn.current));
    if (!awaited.current) {
      ask();
      return undefined;
    }
    const wait = setTimeout(ask, WAIT);
    return () => clearTimeout(wait);
  }, [text]);
  useEffect(() => {
    if (answer?.turn >= awaited.current) awaited.current = 0;
    if (answer?.turn >= first.current) setShown((now) => (now && now.turn > answer.turn ? now : answer));
  }, [answer]);
  return [text, setText, shown];
}

export default function PaletteBox({ answer, onAsk, onPick, onLeave }) {
  const [text, setText, shown] = useAnswer(answer, onAsk);
  const [picked, setPicked] = useState("");
  const box = useRef(null);
  const back = useRef(document.activeElement);
  const held = useRef("");
  const navigate = useNavigate();
  const groups = shown?.groups ?? [];
  const more = shown?.more && shown.text ? [{ id: "more", href: shown.more, icon: "search", title: [{ text: `See all results for “${shown.text.trim()}”` }] }] : [];
  const items = [...groups.flatMap((group) => group.items), ...more];
  // A line that somebody moved to stays theirs when a later answer comes; typing on begins at the first again.
  const mine = items.findIndex((item) => item.id === picked);
  const here = Math.max(0, mine);

  useLayoutEffect(() => {
    box.current.showModal();
    box.current.querySelector("input").focus();
    return () => {
      if (back.current?.isConnected) back.current.focus?.({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    // In braces: a browser may return a promise here, which is no way to clean up.
    document.getElementById(`palette-${here}`)?.scrollIntoView({ block: "nearest" });
  }, [here]);

  const choose = (item) => {
    if (!item) return;
    onLeave();
    onPick?.(item.id);
    if (item.href) navigate(item.href);
  };
  // Enter before the answer has come waits for it and opens what stands first then; where none comes, the search page.
  const hold = () => {
    held.current = text;
    setTimeout(() => box.current && held.current === text && choose({ id: "more", href: `/search?q=${encodeURIComponent(text.trim())}` }), PATIENCE);
  };
  useEffect(() => {
    if (held.current !== text) held.current = "";
    else if (text && shown?.text === text) {
      held.current = "";
      choose(items[0]);
    }
  }, [shown, text]);
  const onKeyDown = (event) => {
    const steps = { ArrowDown: here + 1, ArrowUp: here - 1, PageDown: here + 5, PageUp: here - 5 };
    if (event.key in steps && items.length) {
      event.preventDefault();
      const to = steps[event.key];
      const wraps = event.key.startsWith("Arrow");
      setPicked(items[wraps ? (to + items.length) % items.length : Math.max(0, Math.min(to, items.length - 1))].id);
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (shown?.text === text || mine >= 0) choose(items[here]);
      else if (text.trim()) hold();
    }
  };
  const option = (item, index) => (
    <div key={item.id} id={`palette-${index}`} role="option" aria-selected={index === here} className="m-palette-item" onClick={() => choose(item)} onPointerMove={() => setPicked(item.id)}>
      <span className={item.lead ? "m-avatar" : "m-palette-sign"} aria-hidden="true">{item.lead || <Sign name={item.icon} />}</span>
      <span className="m-two m-matched">
        <span className="m-cut"><Text pieces={item.title} /></span>
        {item.detail?.length ? <span className="m-meta m-cut"><Text pieces={item.detail} /></span> : null}
      </span>
      {item.aside ? <span className="m-meta m-wide-only">{item.aside}</span> : null}
      {item.match ? <span className="m-palette-match" title="How well it fits, from 0 to 100"><span className="m-sr">Match </span>{item.match}</span> : null}
    </div>
  );
  let index = -1;
  const nothing = shown && shown.text.trim() && !groups.some((group) => group.key !== "actions");
  return createPortal(
    <dialog ref={box} role="dialog" className="m-palette" aria-label="Search and actions" onClose={onLeave} onClick={(event) => event.target === box.current && onLeave()}>
      <div className="m-palette-box">
        <div className="m-palette-field">
          <Sign name="search" />
          <input
            role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list" aria-label="Search people, interviewers and actions"
            aria-activedescendant={items.length ? `palette-${here}` : undefined} placeholder="A name, a role, an action"
            autoComplete="off" spellCheck="false" enterKeyHint="go" maxLength={200} value={text} onChange={(event) => (setText(event.target.value), setPicked(""))} onKeyDown={onKeyDown}
          />
          <button type="button" className="m-icon-btn is-quiet" aria-label="Close" onClick={onLeave}><kbd>Esc</kbd></button>
        </div>
        {shown?.note ? <p className="m-palette-note m-meta" role="status">{shown.note}</p> : null}
        <div id="palette-list" data-for={shown?.text} role="listbox" aria-label="Results" className="m-palette-list">
          {nothing ? <p className="m-palette-none m-muted" role="presentation">{shown.text.trim().length < 2 ? "Type one more letter." : `Nobody and no interviewer matches “${shown.text.trim()}”.`}</p> : null}
          {groups.map((group) => (
            <div key={group.key} role="group" aria-label={group.count ? `${group.label}, ${group.count}` : group.label}>
              <div className="m-palette-head" aria-hidden="true">{group.label}{group.count ? <span className="m-count">{group.count}</span> : null}</div>
              {group.items.map((item) => option(item, ++index))}
            </div>
          ))}
          {more.map((item) => option(item, ++index))}
        </div>
        <span className="m-sr" role="status">{shown ? `${items.length} lines` : ""}</span>
      </div>
    </dialog>,
    document.querySelector(".radix-themes") ?? document.body,
  );
}
