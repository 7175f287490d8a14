// Grids of any number of rows, of which only those exist that are seen: .NET holds the columns, and gives the texts of
// the cells that a grid asks for.
const rowHeight = 24;
const characterWidth = 7.6;
const padding = 18;
// Browsers know no element of more than some ten million pixels: beyond this a pixel of the scroll bar is more than one.
const highest = 8_000_000;
const grids = new Map();

class Grid {
  constructor(host, need, label) {
    this.need = need;
    this.host = host;
    this.top = 0;
    host.setAttribute("role", "grid");
    host.setAttribute("aria-label", label);
    host.setAttribute("aria-readonly", "true");
    host.tabIndex = 0;
    host.replaceChildren();
    this.space = add(host, "div", "grid-space");
    this.head = add(this.space, "div", "grid-head");
    this.head.setAttribute("role", "row");
    this.head.setAttribute("aria-rowindex", "1");
    this.body = add(this.space, "div", "grid-body");
    this.body.setAttribute("role", "rowgroup");
    host.addEventListener("scroll", () => this.scrolled());
    host.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    host.addEventListener("keydown", (event) => this.key(event));
    this.watcher = new ResizeObserver(() => this.draw());
    this.watcher.observe(host);
  }

  reset(names, types, numeric, characters, count) {
    this.columns = names.map((name, i) => ({
      name, type: types[i], numeric: numeric[i] !== 0, width: Math.round(characters[i] * characterWidth) + padding,
    }));
    let left = this.numberWidth = Math.round(String(count).length * characterWidth) + padding;
    for (const column of this.columns) {
      column.left = left;
      left += column.width;
    }
    this.width = left;
    this.host.setAttribute("aria-colcount", String(names.length + 1));
    this.top = 0;
    this.host.scrollTop = 0;
    this.resize(count);
  }

  resize(count) {
    const wasAtEnd = this.top > 0 && this.top >= this.maxTop - 1;
    this.count = count;
    this.host.setAttribute("aria-rowcount", String(count + 1));
    this.height = Math.min(count * rowHeight, highest);
    this.space.style.height = `${this.height + 2 * rowHeight}px`;
    this.space.style.width = `${this.width}px`;
    this.moveTo(wasAtEnd ? this.maxTop : this.top);
  }

  /** How many rows there is room for, not counting the head, which is two rows high. */
  get room() {
    return Math.max(0, Math.min(this.host.clientHeight, window.innerHeight) / rowHeight - 2);
  }

  get maxTop() {
    return Math.max(0, this.count - this.room);
  }

  get maxScroll() {
    return Math.max(0, this.host.scrollHeight - this.host.clientHeight);
  }

  get isScaled() {
    return this.count * rowHeight > highest;
  }

  scrolled() {
    if (Math.abs(this.host.scrollTop - this.expected) > 1) {
      this.top = this.isScaled
        ? (this.maxScroll === 0 ? 0 : (this.host.scrollTop / this.maxScroll) * this.maxTop)
        : this.host.scrollTop / rowHeight;
    }
    this.draw();
  }

  moveTo(top) {
    this.top = Math.min(Math.max(0, top), this.maxTop);
    this.host.scrollTop = this.isScaled ? (this.top / this.maxTop) * this.maxScroll : this.top * rowHeight;
    this.expected = this.host.scrollTop;
    this.draw();
  }

  wheel(event) {
    if (!this.isScaled || event.deltaY === 0 || event.ctrlKey) {
      return;
    }
    event.preventDefault();
    this.moveTo(this.top + (event.deltaMode === 0 ? event.deltaY / rowHeight : event.deltaY));
  }

  key(event) {
    const page = Math.max(1, Math.floor(this.room) - 1);
    const places = {
      ArrowUp: this.top - 1, ArrowDown: this.top + 1, PageUp: this.top - page, PageDown: this.top + page,
      Home: 0, End: this.maxTop,
    };
    if (event.key in places) {
      event.preventDefault();
      this.moveTo(places[event.key]);
    }
  }

  /** Which rows and columns are seen: first row, rows, first column, columns. */
  window() {
    const first = Math.floor(this.top);
    const rows = Math.min(this.count - first, Math.ceil(this.room) + 1);
    const from = this.host.scrollLeft;
    const to = from + this.host.clientWidth;
    let column = this.columns.findIndex((each) => each.left + each.width > from);
    column = Math.max(0, column);
    let end = column;
    while (end < this.columns.length && this.columns[end].left < to) {
      end++;
    }
    return [first, Math.max(0, rows), column, end - column];
  }

  draw() {
    if (!this.columns) {
      return;
    }
    this.seen = this.window();
    this.drawHead();
    if (this.seen[1] > 0) {
      this.need();
    } else {
      this.body.replaceChildren();
    }
  }

  drawHead() {
    const [, , firstColumn, columns] = this.seen;
    const cells = [this.cell("columnheader", "grid-number", 0, 0, this.numberWidth, "#")];
    for (const [i, column] of this.columns.slice(firstColumn, firstColumn + columns).entries()) {
      const cell = this.cell(
        "columnheader", column.numeric ? "numeric" : "", firstColumn + i + 1, column.left, column.width, column.name);
      add(cell, "span", "grid-type").textContent = column.type;
      cells.push(cell);
    }
    this.head.style.width = `${this.width}px`;
    this.head.replaceChildren(...cells);
  }

  /** Called by the callback with the texts of what is seen, row by row; a null has none. */
  show(texts) {
    const [first, rows, firstColumn, columns] = this.seen;
    const offset = 2 * rowHeight + this.host.scrollTop - (this.top - first) * rowHeight;
    const lines = [];
    for (let i = 0; i < rows; i++) {
      const line = document.createElement("div");
      line.className = (first + i) % 2 === 0 ? "grid-row" : "grid-row odd";
      line.setAttribute("role", "row");
      line.setAttribute("aria-rowindex", String(first + i + 2));
      line.style.transform = `translateY(${offset + i * rowHeight}px)`;
      line.style.width = `${this.width}px`;
      line.append(this.cell("rowheader", "grid-number", 0, 0, this.numberWidth, String(first + i)));
      for (let j = 0; j < columns; j++) {
        const column = this.columns[firstColumn + j];
        const text = texts[i * columns + j];
        const style = text === null ? "null" : column.numeric ? "numeric" : "";
        line.append(this.cell("gridcell", style, firstColumn + j + 1, column.left, column.width, text ?? "null"));
      }
      lines.push(line);
    }
    this.body.replaceChildren(...lines);
  }

  cell(role, style, index, left, width, text) {
    const cell = document.createElement("div");
    cell.className = `grid-cell ${style}`;
    cell.setAttribute("role", role);
    cell.setAttribute("aria-colindex", String(index + 1));
    cell.style.left = `${left}px`;
    cell.style.width = `${width}px`;
    cell.textContent = text;
    return cell;
  }
}

function add(parent, tag, style) {
  const child = document.createElement(tag);
  child.className = style;
  parent.append(child);
  return child;
}

export function createGrid(id, label, need) {
  grids.set(id, new Grid(document.getElementById(id), need, label));
}

export function resetGrid(id, names, types, numeric, characters, count) {
  grids.get(id).reset(names, types, numeric, characters, count);
}

export function resizeGrid(id, count) {
  grids.get(id).resize(count);
}

export function gridWindow(id) {
  return grids.get(id).seen;
}

export function showCells(id, texts) {
  grids.get(id).show(texts);
}

export function removeGrid(id) {
  grids.get(id)?.watcher.disconnect();
  grids.delete(id);
}
