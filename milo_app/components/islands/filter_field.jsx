import { useEffect, useRef, useState } from "react";

// A field that filters a list while somebody types. The first letter is asked for at once; those that follow before its
// answer has come wait for a pause. What stands in the field belongs to whoever types: a late answer takes no letter
// back. Only a text of the server's own does, such as that of a view, or none when the filters are cleared.
const PAUSE = 60;
const PATIENCE = 2000;
const FORGOTTEN = 10000; // After that a question counts as answered: the server says nothing where nothing changes.

export function FilterField({ value = "", onAsk, label, placeholder }) {
  const [text, setText] = useState(value);
  const asked = useRef([]);
  const awaitedUntil = useRef(0);
  const timer = useRef(0);
  const now = useRef(value);

  const ask = () => {
    clearTimeout(timer.current);
    timer.current = 0;
    asked.current.push(now.current);
    awaitedUntil.current = Date.now() + PATIENCE;
    onAsk?.(now.current);
  };
  const type = (words) => {
    now.current = words;
    setText(words);
    clearTimeout(timer.current);
    if (Date.now() > awaitedUntil.current) ask();
    else timer.current = setTimeout(ask, PAUSE);
  };
  const hurry = () => timer.current && ask();
  useEffect(() => {
    if (Date.now() > awaitedUntil.current + FORGOTTEN) asked.current = [];
    const at = asked.current.lastIndexOf(value);
    if (at >= 0) {
      asked.current = asked.current.slice(at + 1);
      // Nothing is awaited any more, so that the next letter is asked for at once.
      if (!asked.current.length) awaitedUntil.current = 0;
      return;
    }
    clearTimeout(timer.current);
    timer.current = 0;
    asked.current = [];
    now.current = value;
    setText(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <input
      type="search" name="q" value={text} placeholder={placeholder} aria-label={label} autoComplete="off" maxLength={200}
      onChange={(event) => type(event.target.value)} onKeyDown={(event) => event.key === "Enter" && hurry()} onBlur={hurry}
    />
  );
}
