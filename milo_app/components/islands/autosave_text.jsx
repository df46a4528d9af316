import { useEffect, useId, useRef, useState } from "react";

// An answer field that never loses what was typed. The draft stays on this device until the server has taken the answer
// (`step_focus` then drops it), so closing the browser or losing the line costs nothing. The field belongs to the
// browser: a late answer of the server never overwrites it, and `epoch`, new at each load of the page, sends it again.
const KEEP_DAYS = 30;
const SENDS_AT_MOST = 50000;
const read = (key) => {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null");
    return kept && Date.now() - kept.at < KEEP_DAYS * 86400000 ? kept.text : null;
  } catch {
    return null; // Storage can be switched off; then the field still works, without the draft.
  }
};
const write = (key, text) => {
  try {
    localStorage.setItem(key, JSON.stringify({ text, at: Date.now() }));
  } catch {
    // See above.
  }
};

export function AutosaveText(props) {
  // A new question is a new field: its key remounts it with its own draft.
  return <Field key={props.draftKey} {...props} />;
}

function Field({
  value = "", draftKey, epoch = "", kind = "area", onChange, onEnter, maxLength = 20000, rows = 6, label = "", labelledBy,
  placeholder = "", wait = 800, disabled = false, lang, name, low = "", high = "", step = "", unit = "", describedBy = "",
}) {
  const storage = `milo-draft:${draftKey}`;
  const [text, setText] = useState(value);
  const [kept, setKept] = useState(false);
  const now = useRef(value);
  const sent = useRef(value);
  const timer = useRef(0);
  const send = useRef(onChange);
  send.current = onChange;
  const counter = useId();

  const flush = () => {
    clearTimeout(timer.current);
    if (now.current === sent.current) return;
    sent.current = now.current;
    send.current?.(now.current.slice(0, SENDS_AT_MOST));
  };
  useEffect(() => {
    const draft = read(storage);
    if (draft !== null && draft !== value) {
      now.current = draft;
      setText(draft);
      setKept(true);
    }
    // A click may send the answer, and a phone does not take the focus from the field for it: before anything else
    // hears of the click, the server gets the last letters.
    document.addEventListener("click", flush, true);
    document.addEventListener("visibilitychange", flush);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener("click", flush, true);
      document.removeEventListener("visibilitychange", flush);
    };
  }, []);
  useEffect(() => {
    // The page was loaded (again): the server knows what it has saved, and nothing of what was typed since.
    sent.current = value;
    flush();
  }, [epoch]);

  const change = (words) => {
    now.current = words;
    setText(words);
    setKept(true);
    write(storage, words);
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, wait);
  };
  const shared = {
    name, value: text, disabled, lang,
    "aria-label": labelledBy ? undefined : label, "aria-labelledby": labelledBy,
    "aria-describedby": `${counter} ${describedBy}`.trim(),
    onChange: (event) => change(event.target.value), onBlur: flush,
  };
  if (kind === "area")
    return (
      <div className="p-answer">
        <textarea {...shared} rows={rows} placeholder={placeholder} className="m-input is-area is-large" />
        <Below id={counter} length={text.length} most={maxLength} kept={kept && text !== value} />
      </div>
    );
  const enter = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    flush();
    onEnter?.();
  };
  if (kind === "range") return <Slider {...{ shared, text, change, low, high, step, unit }} id={counter} />;
  return (
    <div className="p-number">
      <input
        {...shared} type={kind === "date" ? "date" : "text"} inputMode={kind === "date" ? undefined : "decimal"}
        autoComplete="off" className={`m-input is-large is-${kind}`} onKeyDown={enter}
      />
      {unit ? <span id={counter} className="p-muted">{unit}</span> : null}
    </div>
  );
}

function Below({ id, length, most, kept }) {
  const over = length - most;
  const count = (number) => number.toLocaleString("en");
  return (
    <div className="p-below-answer">
      <span>{kept ? "Kept on this device until you send it" : ""}</span>
      <span id={id} className={over > -200 ? "p-counter is-near" : "p-counter"} role={over > 0 ? "alert" : undefined}>
        {count(length)} of {count(most)} characters{over > 0 ? `. Shorten it by ${count(over)}.` : ""}
      </span>
    </div>
  );
}

function Slider({ shared, text, change, low, high, step, unit, id }) {
  // Untouched it says nothing: the middle is where the knob waits, not an answer.
  const [least, most] = [Number(low || 0), Number(high || 10)];
  const at = text === "" ? (least + most) / 2 : Number(text);
  const pick = (event) => change(event.target.value);
  const fill = { "--p": `${(100 * (at - least)) / (most - least || 1)}%` };
  return (
    <div className="p-slider">
      <strong id={id} className="p-slider-value" aria-live="polite">{text === "" ? "Move the slider" : `${text} ${unit}`.trim()}</strong>
      <input
        {...shared} type="range" min={least} max={most} step={step || 1} value={at} style={fill} onPointerUp={pick}
        className={`m-range is-large${text === "" ? " is-unset" : ""}`} aria-valuetext={text === "" ? "not chosen" : `${text} ${unit}`.trim()}
        onKeyDown={(event) => (event.key === " " || event.key === "Enter") && (event.preventDefault(), pick(event))}
      />
      <div className="p-progress-top"><span>{least}</span><span>{most}</span></div>
    </div>
  );
}
