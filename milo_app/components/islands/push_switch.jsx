import { useCallback, useEffect, useState } from "react";

// Lets this browser be pushed to: asks for permission on a click only, and says in words when it cannot work.
// States: looking, unsupported, insecure, denied, off, on, busy, failed.
const WORDS = {
  looking: "",
  insecure: "Push needs https. Milo is reached over plain http here, so browsers refuse it. Ask whoever runs Milo.",
  unsupported: "This browser cannot be pushed to. On an iPhone or iPad, add Milo to the home screen first.",
  denied: "Notifications of this site are blocked in this browser. Allow them in its site settings, then reload.",
  off: "",
  on: "This browser is told, also while Milo is closed.",
  busy: "",
  failed: "The browser reached no push service. A private window or a policy may forbid it.",
};

function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/") + "=".repeat((4 - (text.length % 4)) % 4));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

async function markOf(endpoint) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  return Array.from(new Uint8Array(hash).slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function present() {
  const registration = await navigator.serviceWorker.getRegistration("/");
  return registration?.pushManager?.getSubscription() ?? null;
}

export function PushSwitch({ publicKey = "", marks = [], onDevice }) {
  const [state, setState] = useState("looking");
  const known = marks.join(",");

  const look = useCallback(async () => {
    if (!window.isSecureContext) return setState("insecure");
    if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) {
      return setState("unsupported");
    }
    if (Notification.permission === "denied") return setState("denied");
    const found = await present();
    return setState(found && known.split(",").includes(await markOf(found.endpoint)) ? "on" : "off");
  }, [known]);
  useEffect(() => {
    look().catch(() => setState("unsupported"));
  }, [look]);

  const begin = async () => {
    setState("busy");
    try {
      if ((await Notification.requestPermission()) !== "granted") return setState("denied");
      const registration = await navigator.serviceWorker.register("/sw.js", { scope: "/" });
      await navigator.serviceWorker.ready;
      const old = await registration.pushManager.getSubscription();
      // One that was made for another key of the server takes no pushes of this one.
      if (old) await old.unsubscribe();
      const made = await registration.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: bytes(publicKey),
      });
      onDevice?.(JSON.stringify(made));
    } catch {
      setState("failed");
    }
  };

  const words = WORDS[state];
  return (
    <div className="m-push-switch">
      {state === "off" || state === "busy" || state === "failed" ? (
        <button type="button" className="m-btn is-outline is-normal" onClick={begin} disabled={state === "busy"}>
          <span>Push to this browser</span>
        </button>
      ) : null}
      <span className="m-meta" role="status" data-state={state}>
        {words}
      </span>
    </div>
  );
}
