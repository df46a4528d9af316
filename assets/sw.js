// Shows what Milo pushes, also while no tab is open. It keeps no page and answers no request: there is no fetch handler.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

function read(event) {
  try {
    return event.data ? event.data.json() : {};
  } catch {
    return {};
  }
}

self.addEventListener("push", (event) => {
  const said = read(event);
  event.waitUntil(
    self.registration.showNotification(said.title || "Milo", {
      body: said.body || "",
      tag: said.tag || "milo",
      renotify: true,
      icon: "/favicon.svg",
      data: { url: said.url || "/notifications" },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  // Only pages of this origin are opened, whatever a push says.
  const url = new URL(event.notification.data?.url || "/", self.location.origin);
  const place = url.origin === self.location.origin ? url.href : self.location.origin;
  event.waitUntil(
    self.clients.matchAll({ type: "window", includeUncontrolled: true }).then((tabs) => {
      const open = tabs.find((tab) => new URL(tab.url).origin === self.location.origin);
      if (!open) return self.clients.openWindow(place);
      return open.focus().then((tab) => (tab.navigate ? tab.navigate(place) : self.clients.openWindow(place)));
    }),
  );
});

// The push service gave this browser another address: the server is told, while its member is signed in.
self.addEventListener("pushsubscriptionchange", (event) => {
  const renew = async () => {
    const made = event.newSubscription || (await self.registration.pushManager.subscribe(event.oldSubscription.options));
    await fetch("/api/push/renew", {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ old: event.oldSubscription?.endpoint || "", subscription: made.toJSON() }),
    });
  };
  event.waitUntil(renew());
});
