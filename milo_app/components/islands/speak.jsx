import { useEffect, useState } from "react";

// Reads a text aloud with the browser's own voices. Nothing leaves the device; without voices there is no button.
export function ReadAloud({ text, lang = "en", label = "Read aloud", stopLabel = "Stop reading" }) {
  const [able, setAble] = useState(false);
  const [speaking, setSpeaking] = useState(false);

  useEffect(() => {
    setAble("speechSynthesis" in window && "SpeechSynthesisUtterance" in window);
  }, []);
  useEffect(() => {
    setSpeaking(false);
    return () => window.speechSynthesis?.cancel();
  }, [text]);

  if (!able) return null;
  const press = () => {
    const synth = window.speechSynthesis;
    synth.cancel();
    if (speaking) {
      setSpeaking(false);
      return;
    }
    const speech = new window.SpeechSynthesisUtterance(text);
    speech.lang = lang;
    const wanted = lang.toLowerCase();
    const voice = synth.getVoices().find((one) => one.lang.toLowerCase().startsWith(wanted));
    if (voice) speech.voice = voice;
    speech.onend = () => setSpeaking(false);
    speech.onerror = () => setSpeaking(false);
    setSpeaking(true);
    synth.speak(speech);
  };
  return (
    <button type="button" className="p-link" onClick={press} aria-pressed={speaking}>
      <svg viewBox="0 0 24 24" width="16" height="16" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true">
        <path d="M11 5 6 9H3v6h3l5 4V5Z" strokeLinejoin="round" />
        <path d={speaking ? "m16 10 4 4m0-4-4 4" : "M15 9a4 4 0 0 1 0 6m3-9a8 8 0 0 1 0 12"} strokeLinecap="round" />
      </svg>
      <span>{speaking ? stopLabel : label}</span>
    </button>
  );
}
