import { createContext, useContext, useState } from "react";
import {
  DndContext, DragOverlay, KeyboardSensor, MouseSensor, TouchSensor, pointerWithin, rectIntersection, useDraggable,
  useDroppable, useSensor, useSensors,
} from "@dnd-kit/core";

// Columns with cards that are moved by mouse, touch (hold first) or keyboard. The page draws columns and cards; a drop
// is told once as `onMove(card, column)`, and what the server then says holds. While somebody drags, the columns that
// will not take the card are dimmed; a drop there is told as well, so that the server can say why.
const Held = createContext(null);
const HELP =
  "To move it, press Space or Enter, then the left and right arrow keys. Space again puts it down, Escape leaves it.";

const takes = (held, column) =>
  held && column !== held.column && ["shortlisted", "dismissed", held.stands].includes(column);

// A pointer is over a column or it is not; without one, the column that the card covers most.
const nearest = (args) => (args.pointerCoordinates ? pointerWithin(args) : rectIntersection(args));

function beside(event, { context: { droppableRects, over, active } }) {
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.code];
  if (!way) return ["ArrowUp", "ArrowDown"].includes(event.code) ? event.preventDefault() : undefined;
  event.preventDefault();
  const columns = [...droppableRects.entries()].sort(([, a], [, b]) => a.left - b.left);
  const now = columns.findIndex(([id]) => id === (over?.id ?? active?.data.current.column));
  const next = columns[Math.max(0, Math.min(columns.length - 1, now + way))];
  if (!next) return undefined;
  document.querySelector(`[data-column="${CSS.escape(next[0])}"]`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  return { x: next[1].left + 8, y: next[1].top + 48 };
}

export function Board({ onMove, label, children }) {
  const [held, setHeld] = useState(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 300, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: beside }),
  );
  const named = (active) => active.data.current?.label || "The card";
  const where = (over) => over?.data.current?.title || "no column";
  const announcements = {
    onDragStart: ({ active }) => `Picked up ${named(active)}.`,
    onDragOver: ({ active, over }) => `${named(active)} is over ${where(over)}.`,
    onDragEnd: ({ active, over }) => `${named(active)} was put down on ${where(over)}.`,
    onDragCancel: ({ active }) => `${named(active)} stays where it was.`,
  };
  const drop = ({ active, over }) => {
    setHeld(null);
    if (over && over.id !== active.data.current.column) onMove?.(active.id, over.id);
  };
  return (
    <DndContext
      sensors={sensors} collisionDetection={nearest} onDragEnd={drop} onDragCancel={() => setHeld(null)}
      onDragStart={({ active }) => setHeld(active.data.current)}
      accessibility={{ announcements, screenReaderInstructions: { draggable: HELP } }}
    >
      <Held.Provider value={held}>
        <div className="m-board" id="board" role="group" aria-label={label} data-held={held ? "yes" : "no"}>
          {children}
        </div>
      </Held.Provider>
      <DragOverlay dropAnimation={null}>
        {held ? <div className="m-board-card is-lifted"><strong className="m-cut">{held.label}</strong></div> : null}
      </DragOverlay>
    </DndContext>
  );
}

export function BoardColumn({ column, title, children }) {
  const held = useContext(Held);
  const { setNodeRef, isOver } = useDroppable({ id: column, data: { title } });
  const state = held ? (takes(held, column) ? "takes" : column === held.column ? "home" : "refuses") : "rest";
  return (
    <section
      ref={setNodeRef} className="m-board-column" data-column={column} aria-label={title} data-state={state}
      data-over={isOver && held ? "yes" : "no"}
    >
      {children}
    </section>
  );
}

export function BoardCard({ card, label, column, stands, can, moves = false, children }) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, isDragging } = useDraggable({
    id: card,
    data: { label, column, stands },
    disabled: !moves,
    attributes: { roleDescription: "movable" },
  });
  const { onKeyDown, ...pointers } = listeners ?? {};
  return (
    <li
      ref={setNodeRef} className="m-board-card" data-row={card} data-can={can} data-dragging={isDragging ? "yes" : "no"}
      {...pointers}
    >
      {children}
      {moves ? (
        <button
          ref={setActivatorNodeRef} type="button" className="m-board-handle" {...attributes} onKeyDown={onKeyDown}
          aria-label={`Move ${label}`} title="Drag the card, or press Space and use the arrow keys"
        >
          <svg width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
            {[5, 11].flatMap((x) => [3, 8, 13].map((y) => <circle key={`${x}-${y}`} cx={x} cy={y} r="1.3" />))}
          </svg>
        </button>
      ) : null}
    </li>
  );
}
