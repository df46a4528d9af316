import { useEffect, useRef, useState } from "react";

// The options of a question as large lines. A tap shows at once, also on a slow line; what was chosen stays on this
// device until the server has taken the answer, as words do in `autosave_text`. `epoch` is new at each load of the page.
const read = (key) => {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null");
    return kept ? JSON.parse(kept.text) : null;
  } catch {
    return null; // Storage can be switched off; then the choice lives on the server until it is sent.
  }
};

export function Choices(props) {
  return <Group key={props.draftKey} {...props} />;
}

function Group({ draftKey, options = [], value = [], multiple = false, epoch = "", onChange, labelledBy = "" }) {
  const storage = `milo-draft:${draftKey}`;
  const [chosen, setChosen] = useState(value);
  const now = useRef(value);

  useEffect(() => {
    const kept = now.current === value ? read(storage) : now.current;
    const fits = Array.isArray(kept) && kept.every((one) => options.includes(one));
    if (!fits || JSON.stringify(kept) === JSON.stringify(value)) return;
    now.current = kept;
    setChosen(kept);
    onChange?.(kept);
  }, [epoch]);

  const pick = (option) => {
    const has = now.current.includes(option);
    const next = !multiple ? [option] : has ? now.current.filter((one) => one !== option) : [...now.current, option];
    now.current = next;
    setChosen(next);
    try {
      localStorage.setItem(storage, JSON.stringify({ text: JSON.stringify(next), at: Date.now() }));
    } catch {
      // See above.
    }
    onChange?.(next);
  };
  return (
    <div className="p-choices" role={multiple ? "group" : "radiogroup"} aria-labelledby={labelledBy}>
      {options.map((option) => (
        <label className="p-choice" key={option}>
          <input
            type={multiple ? "checkbox" : "radio"} className={multiple ? "m-check" : "m-radio"} name={draftKey}
            value={option} checked={chosen.includes(option)} onChange={() => pick(option)}
          />
          <span>{option}</span>
        </label>
      ))}
    </div>
  );
}
