import { useEffect, useId, useRef, useState } from "react";

// A text field that never loses what was typed. The draft lives in this tab's sessionStorage until the server holds
// the same text; the field is owned by the browser, so a reconnect or a late answer cannot overwrite it.
const read = (key) => {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null; // Storage can be switched off; then the field still works, without the draft.
  }
};
const write = (key, text) => {
  try {
    if (text === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // See above.
  }
};

export function AutosaveText(props) {
  // A new question is a new field: its key remounts it with its own draft.
  return <Field key={props.draftKey} {...props} />;
}

function Field({
  value = "", draftKey, onChange, maxLength = 20000, rows = 6, label = "", labelledBy, placeholder = "",
  wait = 800, disabled = false, lang, name, autoFocus = false,
}) {
  const storage = `milo-draft:${draftKey}`;
  const [text, setText] = useState(value);
  const typed = useRef(false);
  const sent = useRef(value);
  const timer = useRef(0);
  const send = useRef(onChange);
  send.current = onChange;
  const counter = useId();

  const flush = (words) => {
    clearTimeout(timer.current);
    if (words === sent.current) return;
    sent.current = words;
    send.current?.(words);
  };
  useEffect(() => {
    const draft = read(storage);
    if (draft === null || draft === value) return;
    typed.current = true;
    setText(draft);
    timer.current = setTimeout(() => flush(draft), wait);
    return () => clearTimeout(timer.current);
  }, []);
  useEffect(() => {
    // What the server holds: take it over while nobody has typed, and drop the draft once both agree.
    if (!typed.current) {
      setText(value);
      sent.current = value;
    } else if (value === text) write(storage, null);
  }, [value]);

  const change = (event) => {
    const words = event.target.value;
    typed.current = true;
    setText(words);
    write(storage, words);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => flush(words), wait);
  };
  const left = maxLength - text.length;
  const near = left <= Math.max(200, maxLength * 0.05);
  return (
    <div className="p-answer">
      <textarea
        name={name} value={text} rows={rows} maxLength={maxLength} disabled={disabled} lang={lang}
        placeholder={placeholder} className="m-input is-area is-large" autoFocus={autoFocus}
        aria-label={labelledBy ? undefined : label} aria-labelledby={labelledBy} aria-describedby={counter}
        onChange={change} onBlur={() => flush(text)}
      />
      <span id={counter} className={near ? "p-counter is-near" : "p-counter"}>
        {text.length.toLocaleString("en")} of {maxLength.toLocaleString("en")} characters
      </span>
    </div>
  );
}
