import { createContext, useContext, useEffect, useLayoutEffect, useRef, useState } from "react";
import { DndContext, KeyboardSensor, PointerSensor, closestCenter, useSensor, useSensors } from "@dnd-kit/core";
import {
  SortableContext, arrayMove, horizontalListSortingStrategy, sortableKeyboardCoordinates, useSortable,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";

// A list whose items are put in order by pointer, touch or keyboard. The page draws the items in the order of `keys`;
// after a drop the new order is shown at once by CSS, one event tells the server, and what the server says then holds.
const Places = createContext(null);
const PATIENCE = 4000; // After that an order which the server did not take over is given up.
const HELP = "To move it, press Space or Enter, then the arrow keys. Press Space again to put it down, Escape to leave it.";

const named = (active) => active.data.current?.label || "The item";

export function Sortable({ keys = [], axis = "y", onMove, children }) {
  const [dropped, setDropped] = useState(null);
  const box = useRef(null);
  const held = useRef(null);
  const order = dropped ?? keys;
  const said = keys.join("\n");
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );

  useEffect(() => setDropped(null), [said]);
  useEffect(() => {
    if (!dropped) return undefined;
    const timer = setTimeout(() => setDropped(null), PATIENCE);
    return () => clearTimeout(timer);
  }, [dropped]);
  // A browser drops the focus of what is moved in the page. It goes back to the same control of the same item.
  useLayoutEffect(() => {
    const last = held.current;
    if (!last || document.activeElement !== document.body) return;
    const item = [...(box.current?.querySelectorAll("[data-sort]") ?? [])].find((one) => one.dataset.sort === last.key);
    [...(item?.querySelectorAll("button, input, textarea, select") ?? [])]
      .find((one) => one.getAttribute("aria-label") === last.label)
      ?.focus();
  }, [said]);
  const hold = (event) => {
    const item = event.target.closest?.("[data-sort]");
    held.current = item ? { key: item.dataset.sort, label: event.target.getAttribute("aria-label") } : null;
  };

  const place = (over) => (over ? `place ${order.indexOf(over.id) + 1} of ${order.length}` : "no place");
  const announcements = {
    onDragStart: ({ active }) => `Picked up ${named(active)}, ${place(active)}.`,
    onDragOver: ({ active, over }) => `${named(active)} is at ${place(over)}.`,
    onDragEnd: ({ active, over }) => `${named(active)} was put down at ${place(over ?? active)}.`,
    onDragCancel: ({ active }) => `${named(active)} stays where it was.`,
  };
  const drop = ({ active, over }) => {
    const from = order.indexOf(active.id);
    const to = over ? order.indexOf(over.id) : from;
    if (from < 0 || to < 0 || from === to) return;
    setDropped(arrayMove(order, from, to));
    onMove?.(active.id, to);
  };

  return (
    <DndContext
      sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}
      accessibility={{ announcements, screenReaderInstructions: { draggable: HELP } }}
    >
      <SortableContext
        items={order} strategy={axis === "x" ? horizontalListSortingStrategy : verticalListSortingStrategy}
      >
        <Places.Provider value={dropped}>
          <div className={`m-order is-${axis}`} ref={box} onFocusCapture={hold}>{children}</div>
        </Places.Provider>
      </SortableContext>
    </DndContext>
  );
}

export function SortableItem({ item, label = "", children }) {
  const dropped = useContext(Places);
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: item,
    data: { label },
    attributes: { roleDescription: "movable" },
  });
  const style = {
    transform: CSS.Translate.toString(transform),
    transition,
    order: dropped ? dropped.indexOf(item) : undefined,
  };
  return (
    <div ref={setNodeRef} style={style} className="m-order-item" data-sort={item} data-dragging={isDragging ? "yes" : "no"}>
      <button
        ref={setActivatorNodeRef} type="button" className="m-drag" {...attributes} {...listeners}
        aria-label={`Move ${label}`} title="Drag to move, or press Space and use the arrow keys"
      >
        <svg width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
          {[5, 11].flatMap((x) => [3, 8, 13].map((y) => <circle key={`${x}-${y}`} cx={x} cy={y} r="1.3" />))}
        </svg>
      </button>
      {children}
    </div>
  );
}
